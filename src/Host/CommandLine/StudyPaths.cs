namespace MlPipelines.Host;

/// <summary>The folders that a command line means, absolute.</summary>
/// <param name="Configuration">The configuration file.</param>
/// <param name="Output">The folder of runs.</param>
/// <param name="Cache">The folder of decoded images.</param>
internal sealed record StudyPaths(string Configuration, string Output, string Cache)
{
    /// <summary>Runs and cache lie beside the configuration file unless they are named.</summary>
    public static StudyPaths From(HostEnvironment environment, string configuration, string? output, string? cache)
    {
        string file = environment.Absolute(configuration);
        string folder = Path.GetDirectoryName(file) ?? file;
        return new StudyPaths(
            file,
            output is null ? Path.Combine(folder, "runs") : environment.Absolute(output),
            cache is null ? Path.Combine(folder, ".mlpipelines", "cache") : environment.Absolute(cache));
    }
}
