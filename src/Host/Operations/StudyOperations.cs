using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Reports;
using MlPipelines.Studies;
using MlPipelines.Trainers;

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
        RunDirectory directory, string? cacheFolder, int? workers, ExecutorKind? executor, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.ResumeAsync(directory, cacheFolder, workers, TimeProvider.System, events, cancellation, executor);

    public (RunDirectory Directory, int Trials) Plan(StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.Plan(study, options, events, cancellation);

    public Task<(StudyOutcome? Outcome, IReadOnlyList<int> More)> ConcludeAsync(RunDirectory directory, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyConclusionRun.ConcludeAsync(directory, TimeProvider.System, events, cancellation);

    public Task<IReadOnlyList<string>> CancelAsync(RunDirectory directory) => ClusterJobs.CancelAsync(directory);

    public Task<StudyOutcome> DiagnoseAsync(
        StudyConfiguration study, TimeSpan budget, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyDiagnosis.StartAsync(study, budget, options, events, cancellation);

    public Task<StudyOutcome> DiagnoseRunAsync(
        RunDirectory directory, TimeSpan? budget, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyDiagnosis.ContinueAsync(directory, budget, cacheFolder, workers, TimeProvider.System, events, cancellation);

    public bool RunTrial(RunDirectory directory, int index, string? scratch, TextWriter events, CancellationToken cancellation) =>
        TrialRun.Run(directory, index, scratch, events, TimeProvider.System, cancellation);

    public Task<TrialVerification> VerifyAsync(
        RunDirectory directory, string? trial, string? cacheFolder, Action<PlannedTrial, TrialResult> chosen, CancellationToken cancellation) =>
        RunVerification.VerifyAsync(directory, trial, cacheFolder, TimeProvider.System, chosen, cancellation);

    public RunDirectory FindRun(string outputFolder, string? run) => RunDirectories.Find(outputFolder, run);

    public Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancellation) => ModelExport.ExportAsync(request, cancellation);

    public Task WriteReportAsync(RunDirectory directory, CancellationToken cancellation) => ReportWriter.WriteAsync(directory, cancellation);

    public async Task<SamplePredictions> PredictAsync(
        RunDirectory directory, ModelChoice choice, IReadOnlyList<InputPath> inputs, CancellationToken cancellation)
    {
        using RunModels models = await RunModels.LoadAsync(directory.Root, choice, cancellation).ConfigureAwait(false);
        return await models.PredictAsync(inputs, cancellation).ConfigureAwait(false);
    }

    public Task<ProbeResult> ProbeAsync(
        RunDirectory directory, ProbeOptions options, IReadOnlyList<InputPath> inputs, CancellationToken cancellation) =>
        ImageProbe.ProbeAsync(directory.Root, options, inputs, cancellation);

    public Task WriteProbeAsync(string path, ProbeResult probe) => ProbeWriter.WriteAsync(path, probe);

    public void WriteGates(string file, IReadOnlyList<StudyResult> studies) => GateTestSuites.Write(file, studies);

    public int WriteTensorBoard(RunDirectory directory) => TensorBoardFiles.WriteAll(directory);

    public bool WriteTensorBoard(RunDirectory directory, string variant, string trial) => TensorBoardFiles.Write(directory, variant, trial);

    public StudyResult ReadResult(RunDirectory directory) => ResultFiles.ReadResult(directory.Result);

    public Task WriteIndexAsync(string folder, IReadOnlyList<IndexEntry> entries) => IndexWriter.WriteAsync(folder, entries);

    public void CopySuspects(RunDirectory directory, string destination) => SuspectList.Copy(directory, destination);

    public IReadOnlyList<ScenarioRun> FindScenarioRuns(string configurationFile, string outputFolder, ScenarioSize size) =>
        ScenarioRuns.Find(configurationFile, outputFolder, size);

    public IReadOnlyList<InstalledEngine> FindEngines() => InstalledEngines.Find();

    public IReadOnlyList<RunEntry> ListRuns(string outputFolder) => new RunList(outputFolder).Read();

    public async Task<RunComparison> CompareAsync(IReadOnlyList<(string Id, RunDirectory Directory)> runs, string file, CancellationToken cancellation)
    {
        RunComparison comparison = RunComparisonConclusion.Of(ComparedRuns.Read(runs, cancellation), cancellation);
        (IReadOnlyDictionary<int, byte[]> drawn, string? note) = TestPictures.Draw(comparison.Runs[0].Directory, SamplePictures.RowsOf(comparison), cancellation);
        string page = await PageRendering.ComparisonAsync(comparison, SamplePictures.Of(comparison, drawn, note), isServed: false).ConfigureAwait(false);
        Storage.WriteFile(file, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
        return comparison;
    }

    public Task ServeAsync(ServeOptions options, TextWriter errors, Action<Uri> started, CancellationToken cancellation) =>
        RunServer.RunAsync(options, errors, started, cancellation);
}
