using System.Reflection;

namespace MlPipelines.Bench;

/// <summary>Where the checkout's own files lie.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds <c>MlPipelines.sln</c>, as an absolute path.</summary>
    public static string Root { get; } = typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
