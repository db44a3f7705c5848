using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>A small study of which one trial ends as planted, in a folder of its own.</summary>
internal sealed class FaultyStudy : IDisposable
{
    /// <summary>The trial that is broken: repeat 1 of the baseline, which has repeats and variants before and after it.</summary>
    public const int BrokenRepeat = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("faults-").FullName;

    /// <summary>The study.</summary>
    /// <param name="table">The penguins.</param>
    /// <param name="epochs">Epochs of a trial.</param>
    /// <param name="overrides">Values that replace those of the scenario.</param>
    public FaultyStudy(string table, int epochs, params IReadOnlyList<string> overrides)
    {
        File.Copy(table, Path.Combine(_folder, "penguins.csv"));
        string file = Path.Combine(_folder, "mlconfig.json");
        File.WriteAllText(file, FormattableString.Invariant($$"""
            { "scenario": "penguins", "scenarios": { "penguins": {
                "data": { "type": "table", "train": "penguins.csv", "label": "species" },
                "model": { "type": "mlp", "hiddenUnits": [64] },
                "training": { "epochs": {{epochs}} },
                "repeats": 2,
                "variants": { "l2": { "model": { "l2": 0.01 } } } } } }
            """));
        Configuration = ConfigurationFile.Load(file, overrides, scenario: null).Study(scenario: null);
    }

    /// <summary>What is run.</summary>
    public StudyConfiguration Configuration { get; }

    /// <summary>Runs it in this process, nothing broken: the numbers of worker processes to the last bit, without the start of one for each trial.</summary>
    public StudyOutcome RunWhole() => StudyRun.StartAsync(
        Configuration,
        new StudyRunOptions { OutputFolder = Path.Combine(_folder, "runs"), CacheFolder = Path.Combine(_folder, "cache"), Workers = 1, InProcess = true, Command = "mlpipelines run penguins" },
        new Nobody(),
        CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs it with a fault.</summary>
    /// <param name="worker">How the process of the broken trial is started.</param>
    /// <param name="events">Receives what happens.</param>
    /// <param name="stallLimit">The silence that is told; null for the usual one.</param>
    /// <param name="isBroken">Which trials are broken; null for the usual one.</param>
    public StudyOutcome Run(
        Func<RunDirectory, PlannedTrial, ProcessStartInfo> worker, IProgress<StudyEvent>? events = null, TimeSpan? stallLimit = null, Func<PlannedTrial, bool>? isBroken = null)
    {
        StudyRunOptions options = new()
        {
            OutputFolder = Path.Combine(_folder, "runs"),
            CacheFolder = Path.Combine(_folder, "cache"),
            Workers = 2,
            Command = "mlpipelines run penguins",
            Worker = (directory, index) =>
            {
                PlannedTrial trial = StudyPlan.Read(directory.Plan).Trials[index];
                bool breaks = isBroken?.Invoke(trial) ?? trial is { Kind: TrialKind.Measure, Variant: VariantResult.Baseline, Repeat: BrokenRepeat };
                return breaks ? worker(directory, trial) : WorkerCommand.For(directory, index);
            },
        };
        options = stallLimit is { } limit ? options with { StallLimit = limit } : options;
        return StudyRun.StartAsync(Configuration, options, events ?? new Nobody(), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Wall seconds of all trials, one after another, and the most memory that one of them had.</summary>
    public (double Seconds, long PeakBytes) Trials(bool inProcess)
    {
        Stopwatch trials = new();
        StudyRunOptions options = new()
        {
            OutputFolder = Path.Combine(_folder, "runs"),
            CacheFolder = Path.Combine(_folder, "cache"),
            Workers = 1,
            InProcess = inProcess,
            Command = "bench",
        };
        StudyOutcome outcome = StudyRun.StartAsync(Configuration, options, new TrialClock(trials), CancellationToken.None).GetAwaiter().GetResult();
        return (trials.Elapsed.TotalSeconds, outcome.Result.Variants[0].Trials.Max(trial => trial.PeakMemoryBytes));
    }

    /// <summary>Goes on with it, nothing broken.</summary>
    public static StudyOutcome Resume(RunDirectory directory) => StudyRun.ResumeAsync(
        directory, cacheFolder: null, workers: 2, TimeProvider.System, new Nobody(), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The weights of every finished trial.</summary>
    public static IReadOnlyDictionary<(string Variant, int Repeat), string?> Weights(StudyOutcome outcome) => outcome.Result.Variants
        .SelectMany(variant => variant.Trials)
        .Where(trial => trial.State == TrialState.Finished)
        .ToDictionary(trial => (trial.Variant, trial.Repeat), trial => trial.WeightsDigest);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs from the plan to the conclusion.</summary>
    private sealed class TrialClock(Stopwatch trials) : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            if (value is StudyPlanned)
            {
                trials.Start();
            }
            else if (value is Concluding)
            {
                trials.Stop();
            }
        }
    }

    private sealed class Nobody : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            // The log has it.
        }
    }
}
