namespace MlPipelines.Evaluation;

/// <summary>Reads and writes the files of a run directory that hold results. Numbers are written so that they read back to the same bits.</summary>
public static class ResultFiles
{
    /// <summary>Writes <c>trial.json</c>.</summary>
    public static void WriteTrial(string path, TrialResult trial) => throw new NotSupportedException();

    /// <summary>Reads <c>trial.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static TrialResult ReadTrial(string path) => throw new NotSupportedException();

    /// <summary>Writes <c>history.csv</c>.</summary>
    public static void WriteHistory(string path, IReadOnlyList<EpochRow> epochs) => throw new NotSupportedException();

    /// <summary>Reads <c>history.csv</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged.</exception>
    public static IReadOnlyList<EpochRow> ReadHistory(string path) => throw new NotSupportedException();

    /// <summary>Writes <c>predictions.csv</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="measurements">Name → rows.</param>
    public static void WritePredictions(string path, IReadOnlyDictionary<string, TrialRows> measurements) => throw new NotSupportedException();

    /// <summary>Reads <c>predictions.csv</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged.</exception>
    public static IReadOnlyDictionary<string, TrialRows> ReadPredictions(string path) => throw new NotSupportedException();

    /// <summary>Writes <c>result.json</c>, streamed.</summary>
    public static void WriteResult(string path, StudyResult result) => throw new NotSupportedException();

    /// <summary>Reads <c>result.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static StudyResult ReadResult(string path) => throw new NotSupportedException();
}
