using System.Reflection;

namespace MlPipelines.Tests;

/// <summary>Where the checkout's own files lie, for tests that read assets or project files.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds <c>MlPipelines.sln</c>, as an absolute path.</summary>
    public static string Root { get; } = typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>A file under <c>assets/</c>.</summary>
    public static string Asset(params string[] parts) => Path.Combine([Root, "assets", .. parts]);
}
