namespace MlPipelines.Configuration;

/// <summary>A checked <c>mlconfig.json</c>.</summary>
public sealed class ConfigurationFile
{
    /// <summary>Reads and checks the whole file, every scenario and every variant of it.</summary>
    /// <param name="file">The file; a relative path is taken from the process's current folder by the caller beforehand.</param>
    /// <param name="overrides">Values that replace those of one scenario: <c>training.epochs=3</c>. The right side is JSON, or text where it is not.</param>
    /// <param name="scenario">The scenario that the overrides apply to; null for the one that the file names.</param>
    /// <exception cref="ProblemException">Everything that is wrong, at once, in the order of the file.</exception>
    public static ConfigurationFile Load(string file, IReadOnlyList<string> overrides, string? scenario) => throw new NotSupportedException();

    /// <summary>The file's typed content.</summary>
    public MlConfig Config => throw new NotSupportedException();

    /// <summary>One scenario ready to run.</summary>
    /// <param name="scenario">Its name; null for the one that the file names.</param>
    /// <exception cref="ProblemException">There is no scenario of that name.</exception>
    public StudyConfiguration Study(string? scenario) => throw new NotSupportedException();
}
