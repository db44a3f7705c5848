using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace MlPipelines.Tests.Architecture;

/// <summary>The data that the project ships are the data that assets/README.md says they are.</summary>
public partial class AssetTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "assets");

    [Fact]
    public void Files_OfAssets_AreListedWithTheirChecksums()
    {
        string[] listed = [.. ListedFiles().Select(file => $"{file.Name} {file.Checksum}")];
        string[] present =
        [
            .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(file => (File: file, Name: Path.GetRelativePath(Folder, file).Replace('\\', '/')))
                .Where(file => file.Name != "README.md" && !file.Name.StartsWith("fashion-folders/", StringComparison.Ordinal))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => $"{file.Name} {ChecksumOf(file.File)}"),
        ];

        Assert.Equal(present, listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folders_OfAssets_HaveTheListedNumberOfImagesAndTheCombinedChecksum()
    {
        string[] images = [.. Directory.EnumerateFiles(Path.Combine(Folder, "fashion-folders"), "*", SearchOption.AllDirectories)];
        string folder = Path.Combine(Folder, "fashion-folders");

        // As `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` prints it.
        string lines = string.Concat(images
            .Select(file => (File: file, Name: "./" + Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{ChecksumOf(file.File)}  {file.Name}\n"));
        string combined = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));

        Assert.Equal(1_000, images.Length);
        Assert.Contains($"`{combined}`", Readme(), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_OfTheFolders_AreDisjointFromTheIdxTrainingImages()
    {
        string[] indexes = [.. Directory.EnumerateFiles(Path.Combine(Folder, "fashion-folders", "train"), "*.png", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)!];

        Assert.Equal(600, indexes.Length);
        Assert.All(indexes, index => Assert.InRange(int.Parse(index, CultureInfo.InvariantCulture), 12_000, 59_999));
    }

    [Fact]
    public void Assets_InAll_AreSmallEnoughForACheckout() =>
        Assert.InRange(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 16_000_000);

    private static IEnumerable<(string Name, string Checksum)> ListedFiles() =>
        Row().Matches(Readme()).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string Readme() => File.ReadAllText(Path.Combine(Folder, "README.md"));

    private static string ChecksumOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // | `tables/penguins.csv` | `<64 hexadecimal digits>` |
    [GeneratedRegex(@"^\| `([^`]+)` \| `([0-9a-f]{64})` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
