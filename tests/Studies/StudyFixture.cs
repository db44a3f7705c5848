using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Runs small studies on the shipped data in a folder of their own.</summary>
internal sealed class StudyFixture : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("study-").FullName;

    public string Output => Path.Combine(Folder, "runs");

    public string Cache => Path.Combine(Folder, "cache");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A small network on the penguins, with one variant.</summary>
    public StudyConfiguration Penguins(params string[] overrides) => Load(
        $$"""
        { "scenario": "penguins", "scenarios": { "penguins": {
            "data": { "type": "table", "train": "{{PenguinFile()}}", "label": "species" },
            "model": { "type": "mlp", "hiddenUnits": [8], "dropout": 0.2 },
            "training": { "epochs": 2 },
            "repeats": 2,
            "variants": { "wider": { "model": { "hiddenUnits": [16] } } } } } }
        """,
        overrides);

    /// <summary>Logistic regression on the penguins: no engine to load.</summary>
    public StudyConfiguration LogisticPenguins(params string[] overrides) => Load(
        $$"""
        { "scenario": "penguins", "scenarios": { "penguins": {
            "data": { "type": "table", "train": "{{PenguinFile()}}", "label": "species" },
            "model": { "type": "logisticRegression" },
            "repeats": 2 } } }
        """,
        overrides);

    public StudyConfiguration Load(string text, params string[] overrides)
    {
        string file = Path.Combine(Folder, "mlconfig.json");
        File.WriteAllText(file, text);
        return ConfigurationFile.Load(file, overrides, scenario: null).Study(scenario: null);
    }

    /// <summary>In this process: for tests of what a study finds or leaves behind, to which the processes of trials make no difference but the second that each takes to start.</summary>
    public Task<StudyOutcome> StartAsync(StudyConfiguration study) => StudyRun.StartAsync(
        study,
        new StudyRunOptions { OutputFolder = Output, CacheFolder = Cache, Workers = 1, Command = "mlpipelines run", InProcess = true },
        new Recorded(),
        TestContext.Current.CancellationToken);

    /// <summary>As users run it: a process for each trial.</summary>
    public Task<StudyOutcome> StartAsync(StudyConfiguration study, int workers) =>
        StartAndCancelAsync(study, workers, new Recorded(), TestContext.Current.CancellationToken);

    public Task<StudyOutcome> StartAndCancelAsync(
        StudyConfiguration study, int workers, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.StartAsync(
            study,
            new StudyRunOptions { OutputFolder = Output, CacheFolder = Cache, Workers = workers, Command = "mlpipelines run penguins" },
            events,
            cancellation);

    /// <summary>Goes on in this process, as <see cref="StartAsync(StudyConfiguration)"/> starts.</summary>
    public static Task<StudyOutcome> ResumeInProcessAsync(RunDirectory directory, IProgress<StudyEvent>? events = null) => StudyRun.ResumeChangedAsync(
        directory, plan => plan, cacheFolder: null, workers: 1, TimeProvider.System, events ?? new Recorded(), TestContext.Current.CancellationToken, inProcess: true);

    public static Task<StudyOutcome> ResumeAsync(RunDirectory directory, IProgress<StudyEvent>? events = null) => StudyRun.ResumeAsync(
        directory, cacheFolder: null, workers: 1, TimeProvider.System, events ?? new Recorded(), TestContext.Current.CancellationToken);

    /// <summary>What must be the same however a study was run: weights and predictions of every trial.</summary>
    public static IReadOnlyList<string> Numbers(StudyOutcome outcome) =>
    [
        .. outcome.Result.Variants.SelectMany(variant => variant.Trials).Select(trial =>
            $"{trial.Variant}/{trial.Repeat} {trial.WeightsDigest} "
            + File.ReadAllText(outcome.Directory.Predictions(trial.Variant, trial.Repeat))),
    ];

    /// <summary>A copy, so that a test may change it.</summary>
    private string PenguinFile()
    {
        string copy = Path.Combine(Folder, "penguins.csv");
        File.Copy(RepositoryFiles.Asset("tables", "penguins.csv"), copy, overwrite: true);
        return Path.GetFileName(copy);
    }

    /// <summary>Keeps events, and does something at each.</summary>
    internal sealed class Recorded(Action<StudyEvent>? also = null) : IProgress<StudyEvent>
    {
        private readonly List<StudyEvent> _events = [];

        public IReadOnlyList<StudyEvent> Events => _events;

        public void Report(StudyEvent value)
        {
            lock (_events)
            {
                _events.Add(value);
            }

            also?.Invoke(value);
        }
    }
}
