using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>
/// Plants known causes into data and options, diagnoses, and compares the verdict with what the plantings truly cost. Resumable: each case's outcome is a file that is used again as
/// long as the case and the sources of the program are the same.
/// </summary>
internal static class DiagnosisBenchmark
{
    /// <summary>What a case takes while none has finished: measured over the first ones, on two cores.</summary>
    private const double UsualSeconds = 8;

    private const string Usage = """
        usage: diagnosis [--develop | --score | --fast | --own PATH [--label COLUMN]] [--only TEXT] [--explain] [--budget MINUTES] [--parallel N] [--results FOLDER] [--list] [--write FILE]
          --develop   only cases of the data sets that the rules are developed with
          --score     only cases of the data sets that are only ever scored
          --fast      about ten cheap cases
          --own       plants every cause into a data set of yours instead: a folder of IDX images (28 x 28 pixels; train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz), or a CSV file with a header
          --label     the column of that CSV file to predict
          --only      cases whose name holds the text: a data set, a cause, a model; several with | between them
          --explain   prints every finding, with what speaks for and against it
          --budget    stops starting cases after so many minutes; the next call goes on. Cases run in an order that sorts by nothing, so what is finished is a sample
          --parallel  cases side by side (2)
          --results   the folder of finished cases (runs/bench-diagnosis in the repository)
          --coverage  how often intervals hold the truth in so many redraws of a generated study, instead of the cases
          --truths    measures what the plantings truly cost, and diagnoses nothing; a later run uses it
          --list      names the cases and runs none
          --write     writes the page from finished cases, after running those that are missing; with a budget, of the sample that is finished, which the page says
        """;

    public static int Run(string[] args)
    {
        if (BenchmarkOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        if (options.Coverage is { } redraws)
        {
            GapCoverage.Run(redraws, options.Parallel);
            return 0;
        }

        DiagnosisCase[] cases;
        try
        {
            cases = [.. options.Cases()];
        }
        catch (InvalidDataException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }

        if (options.List)
        {
            Array.ForEach(cases, item => Console.WriteLine(item.Name));
            return 0;
        }

        string root = RepositoryFiles.Root;
        string training = CaseRun.SourceDigest(root, "src/Configuration", "src/Pipelines", "src/Trainers");
        string program = CaseRun.SourceDigest(
            root, "src/Configuration", "src/Pipelines", "src/Trainers", "src/Evaluation", "src/Audits", "src/Studies");
        CaseRun run = new(Path.Combine(root, "assets"), options.Results, program, training, options.Explain ? Console.Out : null);
        if (options.Truths)
        {
            return MeasureTruths(run, cases, options);
        }

        CaseOutcome?[] outcomes = new CaseOutcome?[cases.Length];
        Parallel.For(0, cases.Length, index => outcomes[index] = run.Finished(cases[index]));
        Announce(cases, outcomes, options);
        RunMissing(run, cases, outcomes, options);

        CaseOutcome[] finished = [.. outcomes.OfType<CaseOutcome>()];
        foreach ((string name, bool isScored) in ((string, bool)[])[("Developed with", false), (options.Own is null ? "Only scored" : "A data set of your own", true)])
        {
            CaseOutcome[] part = [.. finished.Where(outcome => outcome.IsScored == isScored)];
            if (part.Length > 0)
            {
                Console.WriteLine(BenchmarkPage.Figures(name, part));
            }
        }

        Console.WriteLine(BenchmarkPage.Misses(finished));
        if (options.Write is { } file)
        {
            File.WriteAllText(file, BenchmarkPage.Of(finished, cases.Length));
        }

        if (finished.Length < cases.Length)
        {
            Console.WriteLine($"{cases.Length - finished.Length} of {cases.Length} cases are left; the same command goes on");
            return 1;
        }

        return 0;
    }

    private static int MeasureTruths(CaseRun run, DiagnosisCase[] cases, BenchmarkOptions options)
    {
        DiagnosisCase[] planted = [.. cases.Where(item => item.Plantings.Count > 0)];
        ForEach(planted, options, item =>
        {
            (IReadOnlyList<CauseTruth> truths, double seconds) = run.Truths(item);
            return string.Create(CultureInfo.InvariantCulture, $"{item.Name}: {Text(truths)} | {seconds:0.0} s");
        });
        return 0;
    }

    private static void Announce(DiagnosisCase[] cases, CaseOutcome?[] outcomes, BenchmarkOptions options)
    {
        CaseOutcome[] finished = [.. outcomes.OfType<CaseOutcome>()];
        double planted = Mean(finished.Where(outcome => outcome.Planted.Count > 0));
        double healthy = Mean(finished.Where(outcome => outcome.Planted.Count == 0));
        double left = cases.Where((_, index) => outcomes[index] is null).Sum(item => item.Plantings.Count > 0 ? planted : healthy) / options.Parallel;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cases.Length} cases, {finished.Length} finished before; the others take about {Math.Ceiling(left / 60):0} min, {options.Parallel} side by side"));

        static double Mean(IEnumerable<CaseOutcome> outcomes) => outcomes.Select(outcome => outcome.Seconds + outcome.TruthSeconds).DefaultIfEmpty(UsualSeconds).Average();
    }

    private static void RunMissing(CaseRun run, DiagnosisCase[] cases, CaseOutcome?[] outcomes, BenchmarkOptions options)
    {
        // In an order that follows from names alone and sorts by nothing: what is finished when a budget ends is a sample of all cases.
        int[] missing = [.. Enumerable.Range(0, cases.Length).Where(index => outcomes[index] is null).OrderBy(index => CaseList.Place(cases[index]), StringComparer.Ordinal)];
        ForEach(missing, options, index =>
        {
            CaseOutcome outcome = run.Run(cases[index], CancellationToken.None);
            outcomes[index] = outcome;
            string alarms = string.Join(", ", BenchmarkScore.FalseCauses(outcome));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Case}: {outcome.Verdict}{(outcome.Truths.Count > 0 ? $" | truth: {Text(outcome.Truths)}" : "")}{(alarms.Length > 0 ? $" | FALSE: {alarms}" : "")} | {outcome.Seconds:0.0} s + {outcome.TruthSeconds:0.0} s");
        });
    }

    /// <summary>Does something for each, some side by side, prints a line of each, and starts no more when the budget is spent.</summary>
    private static void ForEach<T>(T[] items, BenchmarkOptions options, Func<T, string> one)
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        Parallel.ForEach(
            Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel },
            item =>
            {
                if (options.Budget is { } budget && Stopwatch.GetElapsedTime(start) > budget)
                {
                    return;
                }

                string line = one(item);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref done)}/{items.Length} {line}"));
            });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} cases in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        Console.WriteLine();
    }

    private static string Text(IReadOnlyList<CauseTruth> truths) => string.Join("; ", truths.Select(truth => string.Create(
        CultureInfo.InvariantCulture, $"{truth.Cause} {100 * truth.Points:0.0} ({100 * truth.Lower:0.0} to {100 * truth.Upper:0.0}) {truth.State}")));
}
