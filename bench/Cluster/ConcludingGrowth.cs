using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>
/// How planning and concluding grow with the number of trials: plans a real study of many repeats and variants, writes a folder for each trial as one that ran would have left it (the first one's rows with some
/// predictions changed, so that repeats differ), and concludes in a process of its own, whose peak memory is its own.
/// </summary>
internal static class ConcludingGrowth
{
    private const int MostRepeats = 1000;
    private const double Changed = 0.05;
    private static readonly int[] s_sizes = [100, 1000, 10_000, 100_000];

    public static int Run(string[] args)
    {
        if (args is ["--conclude", var folder])
        {
            return Conclude(new RunDirectory(folder));
        }

        int[] sizes = args.Length == 0 ? s_sizes : [.. args.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        Console.WriteLine("    trials  variants   plan s  conclude s  per trial ms  peak MiB  result MiB");
        foreach (int size in sizes)
        {
            string place = Directory.CreateTempSubdirectory("growth-").FullName;
            try
            {
                Measure(place, size);
            }
            finally
            {
                Directory.Delete(place, recursive: true);
            }
        }

        return 0;
    }

    private static void Measure(string place, int size)
    {
        int repeats = Math.Min(size, MostRepeats);
        int variants = Math.Max(1, size / repeats);
        StudyConfiguration study = Configuration(place, repeats, variants);
        StudyRunOptions options = new() { OutputFolder = Path.Combine(place, "runs"), CacheFolder = Path.Combine(place, "cache"), Command = "bench growth" };
        long start = Stopwatch.GetTimestamp();
        (RunDirectory run, _) = StudyRun.Plan(study, options, new Nobody(), CancellationToken.None);
        double planned = Stopwatch.GetElapsedTime(start).TotalSeconds;
        WriteTrials(run);
        start = Stopwatch.GetTimestamp();
        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["growth", "--conclude", run.Root]) { RedirectStandardOutput = true })!;
        string peak = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        double concluded = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size,10} {variants,9} {planned,8:0.0} {concluded,11:0.0} {1000 * concluded / size,13:0.0} {peak,9} {(File.Exists(run.Result) ? new FileInfo(run.Result).Length / 1048576.0 : 0),11:0.0}"));
    }

    private static int Conclude(RunDirectory run)
    {
        StudyConclusionRun.ConcludeAsync(run, TimeProvider.System, new Nobody(), CancellationToken.None).GetAwaiter().GetResult();
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64 / 1048576);
        return 0;
    }

    private static StudyConfiguration Configuration(string place, int repeats, int variants)
    {
        File.Copy(Path.Combine(RepositoryFiles.Root, "assets", "tables", "penguins.csv"), Path.Combine(place, "penguins.csv"));
        string file = Path.Combine(place, "mlconfig.json");
        string others = string.Join(", ", Enumerable.Range(1, variants - 1).Select(number => FormattableString.Invariant($"\"v{number}\": {{ \"model\": {{ \"l2\": {0.001 * number:0.###} }} }}")));
        File.WriteAllText(file, FormattableString.Invariant($$"""
            { "scenario": "many", "scenarios": { "many": {
                "data": { "type": "table", "train": "penguins.csv", "label": "species" },
                "model": { "type": "logisticRegression" }, "repeats": {{repeats}}, "variants": { {{others}} } } } }
            """));
        return ConfigurationFile.Load(file, [], scenario: null).Study(scenario: null);
    }

    /// <summary>Runs the first trial, and copies it with other predictions for all others.</summary>
    private static void WriteTrials(RunDirectory run)
    {
        TrialRun.Run(run, 0, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        TrialResult first = ResultFiles.ReadTrial(run.TrialResult(VariantResult.Baseline, 0));
        IReadOnlyDictionary<string, TrialRows> rows = ResultFiles.ReadPredictions(run.Predictions(VariantResult.Baseline, 0));
        StudyPlan plan = StudyPlan.Read(run.Plan);
        Parallel.ForEach(plan.Trials.Where(trial => trial.Kind == TrialKind.Measure && trial.Index > 0), trial =>
        {
            string folder = run.Trial(trial.Variant, trial.Name);
            Directory.CreateDirectory(folder);
            CounterRandom draws = new(trial.Index, 0, RandomStream.Init);
            Dictionary<string, TrialRows> altered = [];
            foreach ((string measurement, TrialRows of) in rows)
            {
                altered[measurement] = Altered(of, ref draws);
            }

            ResultFiles.WritePredictions(run.Predictions(trial.Variant, trial.Repeat), altered);
            foreach (string file in (ReadOnlySpan<string>)["history.csv", "gradients.csv"])
            {
                File.Copy(Path.Combine(run.Trial(VariantResult.Baseline, 0), file), Path.Combine(folder, file));
            }

            ResultFiles.WriteTrial(run.TrialResult(trial.Variant, trial.Name), first with { Variant = trial.Variant, Repeat = trial.Repeat });
        });
    }

    /// <summary>The rows with some predictions turned into another class.</summary>
    private static TrialRows Altered(TrialRows rows, ref CounterRandom draws)
    {
        int[] predicted = [.. rows.Predicted];
        int classes = rows.Labels.Max() + 1;
        for (int row = 0; row < predicted.Length; row++)
        {
            predicted[row] = draws.NextDouble() < Changed ? (predicted[row] + 1) % classes : predicted[row];
        }

        return rows with { Predicted = predicted };
    }

    private sealed class Nobody : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            // The log has it.
        }
    }
}
