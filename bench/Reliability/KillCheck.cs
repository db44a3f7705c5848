using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>
/// Kills the command line at random moments, goes on with <c>resume</c>, and compares with an uninterrupted run. Every kill that was tried is kept in a file, so that the check goes on where it was stopped.
/// </summary>
internal static class KillCheck
{
    private const int Kills = 100;
    private const int Seed = 20261129;

    /// <summary>What a worker whose coordinator was killed may take to end: its grace and the step or picture it is at.</summary>
    private static readonly TimeSpan s_orphans = TimeSpan.FromSeconds(15);

    private static string CasesFile => Path.Combine(RepositoryFiles.Root, "runs", "bench-reliability", "kill-cases.jsonl");

    /// <summary>The build that the cases were tried with: those of another one do not count.</summary>
    private static string Build => $"{typeof(Study).Module.ModuleVersionId} {typeof(Trainers.ModelTraining).Module.ModuleVersionId}";

    public static ReliabilityCheck Check { get; } = new(
        "kill",
        "Kill at any moment",
        "`kill -9` at a random moment of a study, then `resume`: every finished trial is kept, training goes on from its checkpoint, and `result.json`, predictions and weights are those of an uninterrupted run "
            + "(times and memory left out), with nothing half written left behind. Workers end with the process that started them.",
        Run);

    private static ReliabilityOutcome Run(double share)
    {
        int wanted = Math.Max(1, (int)Math.Round(Kills * share));
        Directory.CreateDirectory(Path.GetDirectoryName(CasesFile)!);
        List<KillCase> cases = [.. Tried().Where(tried => tried.Number < wanted)];
        Dictionary<string, (SortedDictionary<string, string> Content, double Seconds)> references = [];
        for (int number = 0; number < wanted; number++)
        {
            if (cases.Any(tried => tried.Number == number))
            {
                continue;
            }

            string kind = SmallStudy.Kinds[number % SmallStudy.Kinds.Count];
            int workers = 1 + (number / SmallStudy.Kinds.Count % 2);
            if (!references.TryGetValue($"{kind} {workers}", out (SortedDictionary<string, string> Content, double Seconds) reference))
            {
                references[$"{kind} {workers}"] = reference = Uninterrupted(kind, workers);
            }

            KillCase tried = Try(number, kind, workers, reference);
            cases.Add(tried);
            File.AppendAllText(CasesFile, JsonSerializer.Serialize(tried) + "\n");
            Console.WriteLine(FormattableString.Invariant($"{number + 1} of {wanted}: {kind}, {workers} workers, killed after {tried.Seconds:0.0} of {reference.Seconds:0.0} s, {tried.Phase}: {tried.Fault ?? "held"}"));
        }

        ReliabilityFigure[] figures =
        [
            .. cases.GroupBy(tried => tried.Phase).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ReliabilityFigure(
                $"killed {group.Key[2..]}", group.Count(), group.Count(tried => tried.Fault is null), Worst(group))),
            new ReliabilityFigure(
                "trials that were finished when the study was killed, kept as they were",
                cases.Sum(tried => tried.FinishedTrials),
                cases.Sum(tried => tried.KeptTrials),
                "-"),
            new ReliabilityFigure(
                "kills of the coordinator alone after which its workers ended",
                cases.Count(tried => tried.OrphanSeconds is not null),
                cases.Count(tried => tried.OrphanSeconds <= s_orphans.TotalSeconds),
                string.Create(CultureInfo.InvariantCulture, $"{cases.Max(tried => tried.OrphanSeconds ?? 0):0.0} s")),
            .. SecondProcess(),
        ];
        string[] studies =
        [
            .. SmallStudy.Kinds.Select(kind => string.Create(
                CultureInfo.InvariantCulture,
                $"{cases.Count(tried => tried.Kind == kind && tried.Workers == 1)} with one worker and {cases.Count(tried => tried.Kind == kind && tried.Workers == 2)} with two of the study \"{kind}\"")),
        ];
        return new ReliabilityOutcome(figures, [
            $"Kills: {string.Join(", ", studies)}. Every second kill leaves the workers alive, the others end them too; half of the former resume at once, while the workers of before may still be at work.",
            string.Create(CultureInfo.InvariantCulture, $"{cases.Sum(tried => tried.FromCheckpoint)} trainings went on from a checkpoint."),
        ]);
    }

    private static KillCase Try(int number, string kind, int workers, (SortedDictionary<string, string> Content, double Seconds) reference)
    {
        using SmallStudy study = SmallStudy.Create(kind);
        CounterRandom draws = new(Seed, number, RandomStream.Data);
        double seconds = draws.NextDouble(0, reference.Seconds * 1.02);
        bool withWorkers = number / 6 % 2 == 0;
        using (ProgramProcess program = ProgramProcess.Start(study.Folder, study.RunArguments(workers)))
        {
            program.EndsWithin(TimeSpan.FromSeconds(seconds));
            program.Kill(withWorkers);
        }

        KillCase tried = new() { Build = Build, Number = number, Kind = kind, Workers = workers, Seconds = seconds, Phase = PhaseOf(study.Run) };
        if (!withWorkers && number % 2 == 0)
        {
            tried = tried with { OrphanSeconds = SecondsUntilWorkersEnd(study.Folder) };
        }

        Dictionary<string, byte[]> finished = study.Run is { } killed ? Finished(killed) : [];
        ProgramEnd end = ProgramProcess.Run(study.Folder, study.Run is null ? study.RunArguments(workers) : study.ResumeArguments(workers));
        RunDirectory? run = study.Run;
        int kept = finished.Count(pair => File.Exists(pair.Key) && File.ReadAllBytes(pair.Key).AsSpan().SequenceEqual(pair.Value));
        string? fault = end.Code != 0 ? end.Said
            : run is null || !File.Exists(run.Result) || !File.Exists(run.Report) ? "no result or no report"
            : kept < finished.Count ? "a finished trial was not kept"
            : RunContent.Leftover(run) is { } leftover ? $"{Path.GetFileName(leftover)} was left"
            : ProgramProcess.CountNaming(study.Folder) > 0 ? "a process is left"
            : RunContent.Difference(reference.Content, RunContent.Of(run, study.Folder));
        return tried with
        {
            FinishedTrials = finished.Count,
            KeptTrials = kept,
            FromCheckpoint = run is not null && File.Exists(run.Log) ? File.ReadLines(run.Log).Count(line => line.Contains("goes on from its checkpoint", StringComparison.Ordinal)) : 0,
            Fault = fault,
        };
    }

    private static (SortedDictionary<string, string> Content, double Seconds) Uninterrupted(string kind, int workers)
    {
        using SmallStudy study = SmallStudy.Create(kind);
        long start = Stopwatch.GetTimestamp();
        ProgramEnd end = ProgramProcess.Run(study.Folder, study.RunArguments(workers));
        return end.Code == 0
            ? (RunContent.Of(study.Run!, study.Folder), Stopwatch.GetElapsedTime(start).TotalSeconds)
            : throw new InvalidOperationException($"an uninterrupted run ended with {end.Said}");
    }

    /// <summary>Somebody resumes a run that is running, or runs a trial that is being trained.</summary>
    private static IEnumerable<ReliabilityFigure> SecondProcess()
    {
        (int refused, int same) = (0, 0);
        foreach (string kind in SmallStudy.Kinds)
        {
            using SmallStudy study = SmallStudy.Create(kind);
            SortedDictionary<string, string> reference = Uninterrupted(kind, 1).Content;
            using ProgramProcess first = ProgramProcess.Start(study.Folder, study.RunArguments(1));
            while (study.Run is not { } planned || !Directory.Exists(Path.Combine(planned.Root, "trials")))
            {
                first.EndsWithin(TimeSpan.FromMilliseconds(50));
            }

            ProgramEnd second = ProgramProcess.Run(study.Folder, study.ResumeArguments(1));
            refused += second.Code == 3 && second.Error.Contains("no other process", StringComparison.Ordinal) && !second.Error.Contains("   at ", StringComparison.Ordinal) ? 1 : 0;
            ProgramEnd trial = ProgramProcess.Run(study.Folder, ["trial", "--run", study.Run!.Root, "--index", "0"]);
            same += trial.Code == 0 && first.End().Code == 0 && RunContent.Difference(reference, RunContent.Of(study.Run, study.Folder)) is null ? 1 : 0;
        }

        return
        [
            new ReliabilityFigure("a second coordinator on a run that is running, refused with the reason", SmallStudy.Kinds.Count, refused, "-"),
            new ReliabilityFigure("a second process on a trial that is being trained, without harm", SmallStudy.Kinds.Count, same, "-"),
        ];
    }

    /// <summary>Where the study stood; the letter orders the rows.</summary>
    private static string PhaseOf(RunDirectory? run)
    {
        if (run is null)
        {
            return "a before the run was recorded";
        }

        using JsonDocument plan = JsonDocument.Parse(File.ReadAllBytes(run.Plan));
        int planned = plan.RootElement.GetProperty("trials").GetArrayLength();
        bool isTraining = Directory.Exists(Path.Combine(run.Root, "trials"));
        return planned == 0 ? "b while data were decoded and planned"
            : File.Exists(run.Report) ? "h after the report was written"
            : File.Exists(run.Result) ? "g while the report was rendered"
            : Finished(run).Count >= planned ? "f while the study was concluded"
            : isTraining && Directory.EnumerateFiles(run.Root, "checkpoint.bin", SearchOption.AllDirectories).Any() ? "d during a trial that had a checkpoint"
            : isTraining && Directory.EnumerateDirectories(run.Root, ".*.partial", SearchOption.AllDirectories).Any() ? "c during a trial without a checkpoint"
            : "e between two trials";
    }

    private static Dictionary<string, byte[]> Finished(RunDirectory run) => !Directory.Exists(Path.Combine(run.Root, "trials")) ? [] : Directory
        .EnumerateFiles(Path.Combine(run.Root, "trials"), "trial.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains(".partial", StringComparison.Ordinal))
        .ToDictionary(file => file, File.ReadAllBytes);

    private static double SecondsUntilWorkersEnd(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        while (ProgramProcess.CountNaming(folder) > 0 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(50);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static IEnumerable<KillCase> Tried() => File.Exists(CasesFile)
        ? File.ReadLines(CasesFile).Select(line => JsonSerializer.Deserialize<KillCase>(line)!).Where(tried => tried.Build == Build)
        : [];

    private static string Worst(IEnumerable<KillCase> cases) => cases.FirstOrDefault(tried => tried.Fault is not null)?.Fault ?? "-";

    /// <summary>One kill.</summary>
    private sealed record KillCase
    {
        public required string Build { get; init; }

        public required int Number { get; init; }

        public required string Kind { get; init; }

        public required int Workers { get; init; }

        public required double Seconds { get; init; }

        public required string Phase { get; init; }

        public int FinishedTrials { get; init; }

        public int KeptTrials { get; init; }

        public int FromCheckpoint { get; init; }

        public double? OrphanSeconds { get; init; }

        public string? Fault { get; init; }
    }
}
