namespace MlPipelines.Configuration;

/// <summary><c>config.json</c> of a run directory: reads and writes a <see cref="StudyConfiguration"/>.</summary>
public static class StudyConfigurationFile
{
    /// <summary>Writes the configuration, defaults included.</summary>
    public static void Write(string path, StudyConfiguration configuration) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ProblemException">The file is missing, cut off, or of another version.</exception>
    public static StudyConfiguration Read(string path) => throw new NotSupportedException();
}
