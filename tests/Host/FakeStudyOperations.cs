using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Pipelines;
using MlPipelines.Reports;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Tests.Host;

/// <summary>Layers that train nothing: they record what they were asked, and answer what a test tells them to.</summary>
internal sealed class FakeStudyOperations : IStudyOperations
{
    public string? File { get; private set; }

    public IReadOnlyList<string> Overrides { get; private set; } = [];

    public ScenarioSize? Size { get; private set; }

    public StudyRunOptions? Options { get; private set; }

    public (string OutputFolder, string? Run)? Lookup { get; private set; }

    public (RunDirectory Directory, string? CacheFolder, int? Workers)? Resumed { get; private set; }

    public (RunDirectory Directory, int Index)? Trial { get; private set; }

    public List<string> Reports { get; } = [];

    public Func<MlConfig> Config { get; init; } = () => StudySamples.Config;

    public Func<IProgress<StudyEvent>, CancellationToken, Task<StudyOutcome>> Study { get; init; } = (_, _) => Task.FromResult(StudySamples.Outcome());

    public Func<TextWriter, bool> TrialWork { get; init; } = _ => true;

    public Action<CancellationToken> CancellableTrialWork { get; init; } = _ => { };

    public Action<CancellationToken> ReportWork { get; init; } = _ => { };

    public Func<TrialVerification> Verification { get; init; } = () => throw new NotSupportedException();

    public (RunDirectory Directory, string? Trial, string? CacheFolder)? Verified { get; private set; }

    public Task<TrialVerification> VerifyAsync(
        RunDirectory directory, string? trial, string? cacheFolder, Action<PlannedTrial, TrialResult> chosen, CancellationToken cancellation)
    {
        Verified = (directory, trial, cacheFolder);
        TrialVerification verification = Verification();
        chosen(new PlannedTrial(0, verification.Variant, verification.Repeat, 0), verification.Recorded);
        return Task.FromResult(verification);
    }

    public MlConfig ReadConfiguration(string file)
    {
        File = file;
        return Config();
    }

    public StudyConfiguration ReadStudy(string file, IReadOnlyList<string> overrides, string? scenario, ScenarioSize size)
    {
        (File, Overrides, Size) = (file, overrides, size);
        MlConfig config = Config();
        string name = scenario ?? config.Scenario;
        return new StudyConfiguration { Scenario = name, Baseline = config.Scenarios[name], ConfigurationFile = file };
    }

    public InitializationRequest? Initialized { get; private set; }

    public Task<InitializedScenario> InitializeAsync(InitializationRequest request, CancellationToken cancellation)
    {
        Initialized = request;
        return Task.FromResult(new InitializedScenario
        {
            ConfigurationFile = request.ConfigurationFile,
            SchemaFile = Path.Combine(Path.GetDirectoryName(request.ConfigurationFile)!, "mlconfig.schema.json"),
            Scenario = request.Name ?? "photos",
            Found = ["120 images of 2 classes: cat 80, dog 40."],
            Odd = ["2 images cannot be read and are left out: cat/a.jpg (truncated), dog/b.png (damaged)."],
            Estimate = TimeSpan.FromSeconds(70),
        });
    }

    public string GenerateSchema() => "{}\n";

    public Task<StudyOutcome> StartAsync(
        StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        (Options, Started) = (options, study);
        return Study(events, cancellation);
    }

    public Task<StudyOutcome> ResumeAsync(
        RunDirectory directory, string? cacheFolder, int? workers, ExecutorKind? executor, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        (Resumed, Executor) = ((directory, cacheFolder, workers), executor);
        return Study(events, cancellation);
    }

    public ExecutorKind? Executor { get; private set; }

    public StudyConfiguration? Started { get; private set; }

    public IReadOnlyList<int> More { get; init; } = [];

    public (RunDirectory Directory, int Trials) Plan(StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        Options = options;
        return (new RunDirectory(StudySamples.RunFolder), 4);
    }

    public async Task<(StudyOutcome? Outcome, IReadOnlyList<int> More)> ConcludeAsync(RunDirectory directory, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        More.Count > 0 ? (null, More) : (await Study(events, cancellation), []);

    public RunDirectory? Cancelled { get; private set; }

    public Task<IReadOnlyList<string>> CancelAsync(RunDirectory directory)
    {
        Cancelled = directory;
        return Task.FromResult<IReadOnlyList<string>>(["12", "13"]);
    }

    public string? Scratch { get; private set; }

    public TimeSpan? Budget { get; private set; }

    public bool IsDiagnosed { get; private set; }

    public Task<StudyOutcome> DiagnoseAsync(
        StudyConfiguration study, TimeSpan budget, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        (IsDiagnosed, Budget, Options) = (true, budget, options);
        return Study(events, cancellation);
    }

    public Task<StudyOutcome> DiagnoseRunAsync(
        RunDirectory directory, TimeSpan? budget, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        (IsDiagnosed, Budget, Resumed) = (true, budget, (directory, cacheFolder, workers));
        return Study(events, cancellation);
    }

    public bool RunTrial(RunDirectory directory, int index, string? scratch, TextWriter events, CancellationToken cancellation)
    {
        (Trial, Scratch) = ((directory, index), scratch);
        CancellableTrialWork(cancellation);
        return TrialWork(events);
    }

    public RunDirectory FindRun(string outputFolder, string? run)
    {
        Lookup = (outputFolder, run);
        return new RunDirectory(Path.Combine(outputFolder, run ?? "newest"));
    }

    public List<IReadOnlyList<IndexEntry>> Indexes { get; } = [];

    public (RunDirectory Directory, string Destination)? Suspects { get; private set; }

    public IReadOnlyList<ScenarioRun> ScenarioRuns { get; init; } = [];

    public (string File, string OutputFolder, ScenarioSize Size)? Guide { get; private set; }

    public (string File, IReadOnlyList<StudyResult> Studies)? Gates { get; private set; }

    public List<string> EventFiles { get; } = [];

    public int TrialsWithEpochs { get; init; } = 4;

    public void WriteGates(string file, IReadOnlyList<StudyResult> studies) => Gates = (file, studies);

    public int WriteTensorBoard(RunDirectory directory)
    {
        EventFiles.Add(directory.TensorBoard);
        return TrialsWithEpochs;
    }

    public bool WriteTensorBoard(RunDirectory directory, string variant, string trial)
    {
        EventFiles.Add(Path.Combine(directory.TensorBoard, variant, trial));
        return true;
    }

    public StudyResult ReadResult(RunDirectory directory) => StoredResult();

    public Func<StudyResult> StoredResult { get; init; } = () => StudySamples.Outcome().Result;

    public Task WriteIndexAsync(string folder, IReadOnlyList<IndexEntry> entries)
    {
        Indexes.Add([.. entries]);
        return Task.CompletedTask;
    }

    public void CopySuspects(RunDirectory directory, string destination) => Suspects = (directory, destination);

    public IReadOnlyList<ScenarioRun> FindScenarioRuns(string configurationFile, string outputFolder, ScenarioSize size)
    {
        Guide = (configurationFile, outputFolder, size);
        return ScenarioRuns;
    }

    public (RunDirectory Directory, ModelChoice Choice, IReadOnlyList<InputPath> Inputs)? Predicted { get; private set; }

    public Func<SamplePredictions> Predictions { get; init; } = () => throw new InvalidOperationException("no predictions");

    public (RunDirectory Directory, ProbeOptions Options, IReadOnlyList<InputPath> Inputs)? Probed { get; private set; }

    public string? ProbePage { get; private set; }

    public Func<ProbeResult> ProbeResult { get; init; } = () => throw new InvalidOperationException("no probe");

    public Task<SamplePredictions> PredictAsync(RunDirectory directory, ModelChoice choice, IReadOnlyList<InputPath> inputs, CancellationToken cancellation)
    {
        Predicted = (directory, choice, inputs);
        return Task.FromResult(Predictions());
    }

    public Task<ProbeResult> ProbeAsync(RunDirectory directory, ProbeOptions options, IReadOnlyList<InputPath> inputs, CancellationToken cancellation)
    {
        Probed = (directory, options, inputs);
        return Task.FromResult(ProbeResult());
    }

    public Task WriteProbeAsync(string path, ProbeResult probe)
    {
        ProbePage = path;
        return Task.CompletedTask;
    }

    public ExportRequest? Exported { get; private set; }

    public Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        Exported = request;
        return Task.FromResult(StudySamples.Export(request));
    }

    public Task WriteReportAsync(RunDirectory directory, CancellationToken cancellation)
    {
        ReportWork(cancellation);
        Reports.Add(directory.Report);
        return Task.CompletedTask;
    }

    public Func<string, IReadOnlyList<RunEntry>> Runs { get; init; } = _ => [];

    public IReadOnlyList<InstalledEngine> Engines { get; init; } = [];

    public IReadOnlyList<InstalledEngine> FindEngines() => Engines;

    public string? ListedFolder { get; private set; }

    public IReadOnlyList<RunEntry> ListRuns(string outputFolder)
    {
        ListedFolder = outputFolder;
        return Runs(outputFolder);
    }

    public Func<IReadOnlyList<(string Id, RunDirectory Directory)>, RunComparison> Comparison { get; init; } = _ => throw new NotSupportedException();

    public string? ComparisonFile { get; private set; }

    public Task<RunComparison> CompareAsync(IReadOnlyList<(string Id, RunDirectory Directory)> runs, string file, CancellationToken cancellation)
    {
        ComparisonFile = file;
        return Task.FromResult(Comparison(runs));
    }

    public ServeOptions? Served { get; private set; }

    public async Task ServeAsync(ServeOptions options, TextWriter errors, Action<Uri> started, CancellationToken cancellation)
    {
        Served = options;
        started(new Uri($"http://{options.Address}:{options.Port}/"));
        await Task.Delay(Timeout.Infinite, cancellation);
    }
}
