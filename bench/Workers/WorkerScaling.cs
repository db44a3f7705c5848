using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>The same study with one worker process and with two, in turn, in one run. The goal is a ratio of at least 1.7 on two cores.</summary>
internal static class WorkerScaling
{
    private const int Rounds = 3;

    public static int Run(string[] args)
    {
        int repeats = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 4;
        string folder = Directory.CreateTempSubdirectory("workers-").FullName;
        try
        {
            StudyConfiguration study = ConfigurationFile.Load(
                Path.Combine(RepositoryFiles.Root, "mlconfig.json"),
                [FormattableString.Invariant($"repeats={repeats}"), "training.epochs=3", "variants=null"],
                "fashion-cnn").Study("fashion-cnn");
            Measure(study, folder, workers: 2);
            List<double> ratios = [];
            for (int round = 0; round < Rounds; round++)
            {
                (double one, double two) = (Measure(study, folder, workers: 1).Seconds, Measure(study, folder, workers: 2).Seconds);
                ratios.Add(one / two);
                Console.WriteLine(FormattableString.Invariant($"round {round + 1}: 1 worker {one:0.0} s, 2 workers {two:0.0} s, ratio {one / two:0.00}"));
            }

            ratios.Sort();
            Console.WriteLine(FormattableString.Invariant($"two workers against one, median of {Rounds} rounds: {ratios[Rounds / 2]:0.00} times (goal 1.7)"));
            Console.WriteLine(FormattableString.Invariant(
                $"peak memory of a trial's process: {Measure(study, folder, workers: 2).PeakBytes / 1048576.0:0} MiB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Wall seconds from the plan to the last trial's end: planning and decoding are left out, starting processes is not.</summary>
    private static (double Seconds, long PeakBytes) Measure(StudyConfiguration study, string folder, int workers)
    {
        Stopwatch trials = new();
        StudyOutcome outcome = StudyRun.StartAsync(
            study,
            new StudyRunOptions
            {
                OutputFolder = Path.Combine(folder, "runs"),
                CacheFolder = Path.Combine(folder, "cache"),
                Workers = workers,
                Command = "bench workers",
            },
            new TrialClock(trials),
            CancellationToken.None).GetAwaiter().GetResult();
        return (trials.Elapsed.TotalSeconds, outcome.Result.Variants[0].Trials.Max(trial => trial.PeakMemoryBytes));
    }

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
}
