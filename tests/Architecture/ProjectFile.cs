using System.Xml.Linq;

namespace MlPipelines.Tests.Architecture;

/// <summary>A project file, as far as the layers are concerned.</summary>
/// <param name="Path">The file, relative to the checkout.</param>
/// <param name="Content">Its XML.</param>
internal sealed record ProjectFile(string Path, XDocument Content)
{
    /// <summary>The layer's name: the project's without its prefix.</summary>
    public string Layer => LayerOf(Path);

    /// <summary>The layers that it references.</summary>
    public IReadOnlyList<string> References =>
        [.. Content.Descendants("ProjectReference").Select(reference => LayerOf(reference.Attribute("Include")!.Value))];

    /// <summary>Its package references.</summary>
    public IReadOnlyList<PackageReference> Packages => [.. Content.Descendants("PackageReference").Select(package => new PackageReference(
        package.Attribute("Include")!.Value,
        (package.Attribute("PrivateAssets") ?? (object?)package.Element("PrivateAssets")) switch
        {
            XAttribute attribute => attribute.Value,
            XElement element => element.Value,
            _ => "",
        },
        package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null))];

    /// <summary>Every project of the product, in ordinal order.</summary>
    public static IReadOnlyList<ProjectFile> OfSources() => Below("src");

    /// <summary>Every project below a folder, in ordinal order.</summary>
    public static IReadOnlyList<ProjectFile> Below(params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryFiles.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => new ProjectFile(System.IO.Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'), XDocument.Load(file)))];

    private static string LayerOf(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("MlPipelines.", "", StringComparison.Ordinal);
}

/// <summary>A package that a project references.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PrivateAssets">What it keeps from projects that reference this one.</param>
/// <param name="HasVersion">Whether the project names a version of its own.</param>
internal sealed record PackageReference(string Name, string PrivateAssets, bool HasVersion);
