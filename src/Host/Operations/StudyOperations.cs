using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>The real layers.</summary>
internal sealed class StudyOperations : IStudyOperations
{
    public MlConfig ReadConfiguration(string file) => ConfigurationFile.Load(file, [], null).Config;

    public StudyConfiguration ReadStudy(string file, IReadOnlyList<string> overrides, string? scenario, ScenarioSize size) =>
        ConfigurationFile.Load(file, overrides, scenario, size).Study(scenario);

    public string GenerateSchema() => ConfigurationSchema.Generate();

    public Task<InitializedScenario> InitializeAsync(InitializationRequest request, CancellationToken cancellation) =>
        Task.Run(() => ScenarioInitialization.CreateAsync(request, decoding: null, cancellation), cancellation);

    public Task<StudyOutcome> StartAsync(
        StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.StartAsync(study, options, events, cancellation);

    public Task<StudyOutcome> ResumeAsync(
        RunDirectory directory, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.ResumeAsync(directory, cacheFolder, workers, TimeProvider.System, events, cancellation);

    public Task<StudyOutcome> DiagnoseAsync(
        StudyConfiguration study, TimeSpan budget, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyDiagnosis.StartAsync(study, budget, options, events, cancellation);

    public Task<StudyOutcome> DiagnoseRunAsync(
        RunDirectory directory, TimeSpan? budget, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyDiagnosis.ContinueAsync(directory, budget, cacheFolder, workers, TimeProvider.System, events, cancellation);

    public bool RunTrial(RunDirectory directory, int index, TextWriter events, CancellationToken cancellation) =>
        TrialRun.Run(directory, index, events, TimeProvider.System, cancellation);

    public RunDirectory FindRun(string outputFolder, string? run) => RunDirectories.Find(outputFolder, run);

    public Task WriteReportAsync(RunDirectory directory, CancellationToken cancellation) => ReportWriter.WriteAsync(directory, cancellation);

    public void WriteGates(string file, IReadOnlyList<StudyResult> studies) => GateTestSuites.Write(file, studies);

    public int WriteTensorBoard(RunDirectory directory) => TensorBoardFiles.WriteAll(directory);

    public bool WriteTensorBoard(RunDirectory directory, string variant, string trial) => TensorBoardFiles.Write(directory, variant, trial);

    public StudyResult ReadResult(RunDirectory directory) => ResultFiles.ReadResult(directory.Result);

    public Task WriteIndexAsync(string folder, IReadOnlyList<IndexEntry> entries) => IndexWriter.WriteAsync(folder, entries);

    public void CopySuspects(RunDirectory directory, string destination) => SuspectList.Copy(directory, destination);

    public IReadOnlyList<ScenarioRun> FindScenarioRuns(string configurationFile, string outputFolder, ScenarioSize size) =>
        ScenarioRuns.Find(configurationFile, outputFolder, size);
}
