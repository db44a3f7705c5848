using System.Diagnostics;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>Breaks one trial of a study in every way there is, and looks whether the study went on, said why, and was whole after it was resumed.</summary>
internal static class FaultsCheck
{
    private const int Tries = 4;
    private const int Epochs = 60;

    /// <summary>In the place of 10 minutes; a machine that does other things takes some seconds to start a process, which is no stall.</summary>
    private static readonly TimeSpan s_stallLimit = TimeSpan.FromSeconds(10);

    /// <summary>The check.</summary>
    public static ReliabilityCheck Check { get; } = new(
        "faults",
        "Failure inside a trial",
        "A trial that runs out of memory, ends in numbers that are not finite, crashes in native code or meets a mistake of this program is marked failed with its reason; the others go on with "
        + "their own numbers, every statistic counts what is there, and \"resume\" runs what failed by anything but its numbers again, to the result without a fault.",
        Run);

    private static ReliabilityOutcome Run(double share)
    {
        int tries = Math.Max(1, (int)Math.Round(Tries * share));
        string table = Path.Combine(RepositoryFiles.Root, "assets", "tables", "penguins.csv");
        using FaultyStudy study = new(table, Epochs);
        var whole = FaultyStudy.Weights(study.RunWhole());
        List<ReliabilityFigure> figures = [];
        int resumed = 0;
        string unlike = "";
        foreach (PlantedFault fault in PlantedFault.All)
        {
            int held = 0;
            string broke = "";
            double slowest = 0;
            for (int attempt = 0; attempt < tries; attempt++)
            {
                long start = Stopwatch.GetTimestamp();
                StudyOutcome outcome = study.Run((directory, trial) => fault.Start(directory, trial, inTraining: attempt % 2 == 0 || fault.Name == "address-space"));
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalSeconds);
                FaultOutcome seen = FaultOutcome.Of(outcome, fault.Kinds, fault.Word, whole);
                held += seen.Missing.Length == 0 ? 1 : 0;
                broke = seen.Missing.Length == 0 ? broke : seen.Missing;
                if (attempt == 0)
                {
                    Console.WriteLine($"  {fault.Name}: {seen.Reason.Split('\n')[0]}");
                }

                var after = FaultyStudy.Weights(FaultyStudy.Resume(outcome.Directory));
                bool isWhole = after.Count == whole.Count && after.All(trial => whole[trial.Key] == trial.Value);
                resumed += isWhole ? 1 : 0;
                unlike = isWhole ? unlike : $"after {fault.What}";
            }

            figures.Add(new ReliabilityFigure(
                fault.What + ", in training and before it", tries, held, broke.Length > 0 ? broke : FormattableString.Invariant($"the study took {slowest:0.0} s")));
        }

        int resumptions = tries * PlantedFault.All.Count;
        figures.Add(NumericFailure(table, tries));
        figures.Add(Frozen(study, Math.Max(1, tries / 3)));
        figures.Add(new ReliabilityFigure("studies resumed after that, compared with one without a fault", resumptions, resumed, unlike.Length > 0 ? unlike : "the same weights in every trial"));
        return new ReliabilityOutcome(figures, WorkerCost.Notes(table, Math.Max(2, (int)Math.Round(8 * share))));
    }

    /// <summary>A learning rate at which the loss overflows: every repeat fails, says so, and is not tried again.</summary>
    private static ReliabilityFigure NumericFailure(string table, int tries)
    {
        int held = 0;
        string broke = "";
        for (int attempt = 0; attempt < tries; attempt++)
        {
            using FaultyStudy study = new(table, Epochs, FormattableString.Invariant($"seed={attempt}"), "training.optimizer={\"type\":\"sgd\",\"learningRate\":1}", "model.l2=1000", "variants=null");
            StudyOutcome outcome = study.RunWhole();
            bool isHeld = outcome.Result.Variants[0].Trials is { Count: 2 } trials
                && trials.All(trial => trial.FailureKind == FailureKinds.NumericFailure && trial.Failure?.Contains("not", StringComparison.Ordinal) == true)
                && outcome.Result.Verdict.State == "failed" && FaultyStudy.Resume(outcome.Directory).FailedTrials == outcome.FailedTrials;
            held += isHeld ? 1 : 0;
            broke = isHeld ? broke : string.Join("; ", outcome.Result.Variants[0].Trials.Select(trial => trial.Failure ?? "finished"));
        }

        return new ReliabilityFigure("a learning rate at which training overflows", tries, held, broke.Length > 0 ? broke : "told with the epoch and the step");
    }

    /// <summary>A process that is stopped (SIGSTOP) for longer than the limit is told, and told to go on when it does.</summary>
    private static ReliabilityFigure Frozen(FaultyStudy study, int tries)
    {
        PlantedFault freeze = new("freeze", "", [], "");
        int held = 0;
        double slowest = 0;
        for (int attempt = 0; attempt < tries; attempt++)
        {
            StallSeen seen = new();
            StudyOutcome outcome = study.Run(
                (directory, trial) =>
                {
                    ProcessStartInfo start = freeze.Start(directory, trial, inTraining: true);
                    seen.MarkedBy(start);
                    return start;
                },
                events: seen,
                stallLimit: s_stallLimit);
            held += seen.Stalls == 1 && seen.Moves == 1 && outcome.FailedTrials == 0 && !File.Exists(outcome.Directory.Stalled) ? 1 : 0;
            slowest = Math.Max(slowest, seen.Silent.TotalSeconds);
        }

        return new ReliabilityFigure(
            "a process that stands still, with a limit of 10 s in the place of 10 minutes", tries, held, FormattableString.Invariant($"told after {slowest:0.0} s, and again when it went on"));
    }
}
