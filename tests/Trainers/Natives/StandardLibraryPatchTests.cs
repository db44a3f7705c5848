using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class StandardLibraryPatchTests
{
    private static readonly Lazy<byte[]> Original = new(() => File.ReadAllBytes(BridgeFile()));

    [Fact]
    public void Apply_RealLibrary_NeedsTheNewerVersionNoLonger()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an ELF library");
        ElfImage before = new(Original.Value);
        ElfImage after = new(StandardLibraryPatch.Apply(Original.Value));

        Assert.Contains(before.NeededVersions(), version => version.Name == "GLIBCXX_3.4.32");
        Assert.DoesNotContain(after.NeededVersions(), version => version.Name == "GLIBCXX_3.4.32");
        Assert.All(after.NeededVersions(), version => Assert.Equal(StandardLibraryPatch.ElfHash(version.Name), version.Hash));
        Assert.Equal(before.NeededVersions().Count, after.NeededVersions().Count);
    }

    [Fact]
    public void Apply_RealLibrary_RenamesOneSymbolAndChangesNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an ELF library");
        byte[] patched = StandardLibraryPatch.Apply(Original.Value);
        ElfImage before = new(Original.Value);
        ElfImage after = new(patched);
        int libc = after.NeededVersions().Single(version => version.Library == "libc.so.6" && version.Name == "GLIBC_2.2.5").Index;

        List<int> renamed = [];
        for (int symbol = 0; symbol < before.SymbolCount; symbol++)
        {
            if (before.StringAt(before.NameOffsetOf(symbol)) != after.StringAt(after.NameOffsetOf(symbol)))
            {
                renamed.Add(symbol);
            }
            else
            {
                Assert.Equal(before.VersionOf(symbol), after.VersionOf(symbol));
            }
        }

        int marker = Assert.Single(renamed);
        Assert.Equal("_ZSt21ios_base_library_initv", before.StringAt(before.NameOffsetOf(marker)));
        Assert.Equal("tzset", after.StringAt(after.NameOffsetOf(marker)));
        Assert.Equal(libc, after.VersionOf(marker));

        // Name (28), version entry's hash (4) and name (4), symbol's version (2).
        int changed = Original.Value.Zip(patched).Count(pair => pair.First != pair.Second);
        Assert.InRange(changed, 28, 38);
        Assert.Equal(Original.Value.Length, patched.Length);
    }

    [Fact]
    public void Apply_PatchedLibrary_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => StandardLibraryPatch.Apply(StandardLibraryPatch.Apply(Original.Value)));

    [Fact]
    public void Apply_TruncatedOrForeignFile_IsRefusedNotMangled()
    {
        Assert.Throws<InvalidDataException>(() => StandardLibraryPatch.Apply("MZ not an ELF file at all, but longer than the sixty-four bytes of a header"u8));
        Assert.Throws<InvalidDataException>(() => StandardLibraryPatch.Apply(Original.Value.AsSpan(0, 4096)));
        Assert.Throws<InvalidDataException>(() => StandardLibraryPatch.Apply(Original.Value.AsSpan(0, 100)));
    }

    [Fact]
    public void ElfHash_KnownNames_IsTheHashThatLinkersWrite()
    {
        // The values that `readelf` reads from the version tables of any glibc program.
        Assert.Equal(0x09691a75u, StandardLibraryPatch.ElfHash("GLIBC_2.2.5"));
        Assert.Equal(0x0d696914u, StandardLibraryPatch.ElfHash("GLIBC_2.4"));
    }

    [Fact]
    public void Place_SeveralAtOnceAndADamagedFile_HoldsTheContent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes of Unix");
        string cache = Directory.CreateTempSubdirectory("mlpipelines-tests-").FullName;
        try
        {
            byte[] content = [.. Enumerable.Range(0, 100_000).Select(index => (byte)(index * 31))];
            string[] files = [.. Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => Place(cache, content))];

            string file = Assert.Single(files.Distinct());
            Assert.Equal(content, File.ReadAllBytes(file));
            File.WriteAllText(file, "damaged");
            Assert.Equal(content, File.ReadAllBytes(Place(cache, content)));
            Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static string Place(string cache, byte[] content) =>
        OperatingSystem.IsWindows() ? throw new NotSupportedException() : PatchedLibrary.Place(cache, "libexample.so", content);

    private static string BridgeFile() =>
        TorchNatives.CandidateFolders().Select(folder => Path.Combine(folder, "libLibTorchSharp.so")).First(File.Exists);
}
