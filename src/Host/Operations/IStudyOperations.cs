using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Reports;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Host;

/// <summary>What the verbs ask of the layers below: the seam at which tests put studies that train nothing.</summary>
internal interface IStudyOperations
{
    /// <summary>Reads and checks a configuration file.</summary>
    MlConfig ReadConfiguration(string file);

    /// <summary>Reads and checks a configuration file with overrides, and gives one scenario of it.</summary>
    StudyConfiguration ReadStudy(string file, IReadOnlyList<string> overrides, string? scenario, ScenarioSize size);

    /// <summary>The JSON schema of the configuration file.</summary>
    string GenerateSchema();

    /// <inheritdoc cref="ScenarioInitialization.CreateAsync"/>
    Task<InitializedScenario> InitializeAsync(InitializationRequest request, CancellationToken cancellation);

    /// <inheritdoc cref="StudyRun.StartAsync"/>
    Task<StudyOutcome> StartAsync(
        StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <summary>Goes on with an interrupted study, where it was begun or elsewhere.</summary>
    Task<StudyOutcome> ResumeAsync(
        RunDirectory directory, string? cacheFolder, int? workers, ExecutorKind? executor, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <inheritdoc cref="StudyRun.Plan"/>
    (RunDirectory Directory, int Trials) Plan(StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <inheritdoc cref="StudyConclusionRun.ConcludeAsync"/>
    Task<(StudyOutcome? Outcome, IReadOnlyList<int> More)> ConcludeAsync(RunDirectory directory, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <inheritdoc cref="ClusterJobs.CancelAsync"/>
    Task<IReadOnlyList<string>> CancelAsync(RunDirectory directory);

    /// <inheritdoc cref="StudyDiagnosis.StartAsync"/>
    Task<StudyOutcome> DiagnoseAsync(
        StudyConfiguration study, TimeSpan budget, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <inheritdoc cref="StudyDiagnosis.ContinueAsync"/>
    Task<StudyOutcome> DiagnoseRunAsync(
        RunDirectory directory, TimeSpan? budget, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation);

    /// <inheritdoc cref="TrialRun.Run(RunDirectory, int, string, TextWriter, TimeProvider, CancellationToken)"/>
    bool RunTrial(RunDirectory directory, int index, string? scratch, TextWriter events, CancellationToken cancellation);

    /// <inheritdoc cref="RunVerification.VerifyAsync"/>
    Task<TrialVerification> VerifyAsync(
        RunDirectory directory, string? trial, string? cacheFolder, Action<PlannedTrial, TrialResult> chosen, CancellationToken cancellation);

    /// <inheritdoc cref="RunDirectories.Find"/>
    RunDirectory FindRun(string outputFolder, string? run);

    /// <inheritdoc cref="ModelExport.ExportAsync"/>
    Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancellation);

    /// <inheritdoc cref="Reports.ReportWriter.WriteAsync"/>
    Task WriteReportAsync(RunDirectory directory, CancellationToken cancellation);

    /// <summary>Predicts new samples by models of a run.</summary>
    Task<SamplePredictions> PredictAsync(RunDirectory directory, ModelChoice choice, IReadOnlyList<InputPath> inputs, CancellationToken cancellation);

    /// <inheritdoc cref="ImageProbe.ProbeAsync"/>
    Task<ProbeResult> ProbeAsync(RunDirectory directory, ProbeOptions options, IReadOnlyList<InputPath> inputs, CancellationToken cancellation);

    /// <inheritdoc cref="ProbeWriter.WriteAsync"/>
    Task WriteProbeAsync(string path, ProbeResult probe);

    /// <inheritdoc cref="GateTestSuites.Write"/>
    void WriteGates(string file, IReadOnlyList<StudyResult> studies);

    /// <inheritdoc cref="TensorBoardFiles.WriteAll"/>
    int WriteTensorBoard(RunDirectory directory);

    /// <inheritdoc cref="TensorBoardFiles.Write"/>
    bool WriteTensorBoard(RunDirectory directory, string variant, string trial);

    /// <inheritdoc cref="ResultFiles.ReadResult"/>
    StudyResult ReadResult(RunDirectory directory);

    /// <inheritdoc cref="IndexWriter.WriteAsync"/>
    Task WriteIndexAsync(string folder, IReadOnlyList<IndexEntry> entries);

    /// <inheritdoc cref="SuspectList.Copy"/>
    void CopySuspects(RunDirectory directory, string destination);

    /// <inheritdoc cref="ScenarioRuns.Find"/>
    IReadOnlyList<ScenarioRun> FindScenarioRuns(string configurationFile, string outputFolder, ScenarioSize size);

    /// <inheritdoc cref="InstalledEngines.Find"/>
    IReadOnlyList<InstalledEngine> FindEngines();

    /// <summary>What there is in a folder of runs.</summary>
    IReadOnlyList<RunEntry> ListRuns(string outputFolder);

    /// <summary>Compares runs with the first of them and writes the page.</summary>
    /// <param name="runs">What a user calls each run, and its directory.</param>
    /// <param name="file">The page to write, absolute.</param>
    /// <param name="cancellation">Checked between files.</param>
    Task<RunComparison> CompareAsync(IReadOnlyList<(string Id, RunDirectory Directory)> runs, string file, CancellationToken cancellation);

    /// <inheritdoc cref="RunServer.RunAsync"/>
    Task ServeAsync(ServeOptions options, TextWriter errors, Action<Uri> started, CancellationToken cancellation);
}
