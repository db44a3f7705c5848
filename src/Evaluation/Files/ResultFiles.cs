namespace MlPipelines.Evaluation;

/// <summary>
/// Reads and writes the files of a run directory that hold results. Numbers are written so that they read back to the same bits; every
/// file appears complete or not at all.
/// </summary>
public static class ResultFiles
{
    /// <summary>Writes <c>trial.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WriteTrial(string path, TrialResult trial) => ResultJson.Write(path, trial);

    /// <summary>Reads <c>trial.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static TrialResult ReadTrial(string path) => ResultJson.Read<TrialResult>(path, TrialResult.CurrentSchema);

    /// <summary>Writes <c>history.csv</c>. A number that is not finite becomes an empty cell.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WriteHistory(string path, IReadOnlyList<EpochRow> epochs) => HistoryCsv.Write(path, epochs);

    /// <summary>Reads <c>history.csv</c>. An empty cell is <see cref="double.NaN"/>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged.</exception>
    public static IReadOnlyList<EpochRow> ReadHistory(string path) => HistoryCsv.Read(path);

    /// <summary>Adds an epoch to the <c>history.csv</c> of a trial that is being trained.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void AppendHistory(string path, EpochRow epoch) => HistoryCsv.Append(path, epoch);

    /// <summary>Reads the <c>history.csv</c> of a trial that is being trained: whole rows only, none where there is no file yet.</summary>
    /// <exception cref="Configuration.ProblemException">The file is damaged or cannot be read.</exception>
    public static IReadOnlyList<EpochRow> ReadGrowingHistory(string path) => HistoryCsv.ReadGrowing(path);

    /// <summary>Writes <c>gradients.csv</c>. A number that is not finite becomes an empty cell.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WriteGradients(string path, IReadOnlyList<GradientRow> gradients) => GradientsCsv.Write(path, gradients);

    /// <summary>Reads <c>gradients.csv</c>. An empty cell is <see cref="double.NaN"/>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged.</exception>
    public static IReadOnlyList<GradientRow> ReadGradients(string path) => GradientsCsv.Read(path);

    /// <summary>
    /// Writes <c>predictions.csv</c>. An id that a spreadsheet would take for a formula, and one that begins with an apostrophe, gets an
    /// apostrophe before it, which reading takes away.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="measurements">Name → rows.</param>
    /// <exception cref="ArgumentException">Lists differ in length, or a probability is not a finite number.</exception>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WritePredictions(string path, IReadOnlyDictionary<string, TrialRows> measurements) =>
        PredictionsCsv.Write(path, measurements);

    /// <summary>Reads <c>predictions.csv</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged.</exception>
    public static IReadOnlyDictionary<string, TrialRows> ReadPredictions(string path) => PredictionsCsv.Read(path).ToDictionary();

    /// <summary>Reads <c>predictions.csv</c> measurement by measurement, so that one is in memory at a time. The file is open until the last was taken.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing or damaged, which is found where that is read.</exception>
    public static IEnumerable<KeyValuePair<string, TrialRows>> EachMeasurement(string path) => PredictionsCsv.Read(path);

    /// <summary>Writes <c>audit.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WriteAudit(string path, AuditResult audit) => ResultJson.Write(path, audit);

    /// <summary>Reads <c>audit.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static AuditResult ReadAudit(string path) => ResultJson.Read<AuditResult>(path, AuditResult.CurrentSchema);

    /// <summary>Writes <c>result.json</c>, streamed.</summary>
    /// <exception cref="Configuration.ProblemException">The file cannot be written.</exception>
    public static void WriteResult(string path, StudyResult result) => ResultJson.Write(path, result);

    /// <summary>Reads <c>result.json</c>.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static StudyResult ReadResult(string path) => ResultJson.Read<StudyResult>(path, StudyResult.CurrentSchema);
}
