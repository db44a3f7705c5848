using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>
/// Simulates what the intervals and tests promise: 95 ± 1.5% coverage of the truth over new rows and new seeds, and at most the level of false claims.
/// Prints each rate with its exact binomial bounds. Options: the number of draws, and a word of the titles to print alone.
/// </summary>
internal static class IntervalCoverage
{
    private const int DefaultDraws = 2000;

    private static readonly int[] s_wilsonRows = [20, 50, 100, 500];
    private static readonly double[] s_accuracies = [0.5, 0.9, 0.99];
    private static readonly bool[] s_either = [false, true];
    private static readonly double[] s_shifts = [0, 0.02, 0.1];

    public static int Run(string[] args)
    {
        int draws = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultDraws;
        Console.WriteLine($"{draws} draws each; rate and its exact 95% binomial bounds");
        string only = args.Length > 1 ? args[1] : "";
        Print("Crossed interval of an accuracy (goal: 93.5 to 96.5)", only, () => Accuracies(draws));
        Print("Crossed interval of a gap (goal: 93.5 to 96.5)", only, () => Gaps(draws));
        Print("Crossed interval of a paired difference (goal: 93.5 to 96.5)", only, () => Differences(draws));
        Print("Balanced accuracy: a sample set per class against the bootstrap (goal: 93.5 to 96.5)", only, () => Balanced(draws));
        Print("ROC AUC and average precision by influence, on the logit scale (goal: 93.5 to 96.5)", only, () => Rankings(draws));
        Print("Expected calibration error (goal: at least 93.5)", only, () => Calibrations(draws));
        Print("Spread of test accuracies over repeats, given the test rows (goal: 93.5 to 96.5)", only, () => Spreads(draws));
        Print("Gain of the ensemble of all repeats, jackknife over members (goal: at least 93.5)", only, () => Ensembles(draws));
        Print("Other intervals (goal: at least 93.5)", only, () => Others(draws));
        Print("A single new run within floor.single of the truth (nominal: 95)", only, () => SingleRuns(draws));
        Print("ShiftSplit: label shift, other shift and leakage (goal: 93.5 to 96.5)", only, () => ShiftSplits(draws));
        Print("Varying split: the nearest class mean, over training sets (goal: at least 93.5)", only, () => Splits(draws));
        Print("False claims (goal: at most the level)", only, () => Sizes(draws));
        Console.WriteLine("Wilson, exact coverage by enumeration: least and mean over accuracies 0.005, 0.010, ..., 0.995");
        foreach (int rows in s_wilsonRows)
        {
            double[] coverage = [.. Enumerable.Range(1, 199).Select(step => TestSizes.WilsonCoverage(rows, step / 200.0))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  n {rows,-5} least {100 * coverage.Min():0.0}%  mean {100 * coverage.Average():0.0}%"));
        }

        return 0;
    }

    private static IEnumerable<SimulatedRate> Accuracies(int draws) =>
        from setting in new (int Repeats, int Rows, double Seed, double Interaction)[]
        {
            (2, 500, 0.05, 0.5), (3, 500, 0.05, 0.5), (5, 100, 0.05, 0.5), (5, 500, 0.05, 0.5), (5, 2000, 0.05, 0.5), (10, 500, 0.05, 0.5),
            (5, 500, 0, 0.5), (5, 500, 0.3, 0.5), (10, 500, 0.3, 0.5), (5, 500, 0.05, 2), (5, 2000, 0.05, 2), (5, 500, 0, 0.1),
        }
        from accuracy in s_accuracies
        select CrossedCoverage.Accuracy(new LatentStudy(setting.Repeats, setting.Seed, setting.Interaction), setting.Rows, accuracy, draws);

    private static IEnumerable<SimulatedRate> Gaps(int draws) =>
    [
        CrossedCoverage.Gap(new LatentStudy(5, 0.05, 0.5), (2000, 0.99), (500, 0.87), draws),
        CrossedCoverage.Gap(new LatentStudy(5, 0.2, 0.5), (2000, 0.99), (2000, 0.87), draws),
        CrossedCoverage.Gap(new LatentStudy(3, 0.05, 0.5), (2000, 0.999), (500, 0.9), draws),
        CrossedCoverage.Gap(new LatentStudy(10, 0.1, 1), (1000, 0.95), (1000, 0.93), draws),
        CrossedCoverage.Gap(new LatentStudy(5, 0.05, 0.5), (500, 0.9), (500, 0.9), draws),
    ];

    private static IEnumerable<SimulatedRate> Differences(int draws) =>
    [
        CrossedCoverage.Difference(new LatentStudy(5, 0.05, 0.5), 500, 0.87, 0.87, draws),
        CrossedCoverage.Difference(new LatentStudy(5, 0.05, 0.5), 500, 0.90, 0.87, draws),
        CrossedCoverage.Difference(new LatentStudy(8, 0.2, 0.5), 2000, 0.90, 0.87, draws),
        CrossedCoverage.Difference(new LatentStudy(3, 0.1, 0.5), 500, 0.90, 0.87, draws),
        CrossedCoverage.Difference(new LatentStudy(8, 0, 0.2), 500, 0.99, 0.98, draws),
        CrossedCoverage.Difference(new LatentStudy(5, 0.05, 2), 500, 0.6, 0.55, draws),
    ];

    private static IEnumerable<SimulatedRate> Balanced(int draws) =>
    [
        .. from setting in new (int Repeats, double Seed, int Rows)[] { (5, 0.05, 300), (5, 0.3, 300), (1, 0, 300), (5, 0.05, 100), (10, 0.1, 1000) }
           from bootstrap in s_either
           select OtherIntervals.BalancedAccuracy(new LatentStudy(setting.Repeats, setting.Seed, 0.5), setting.Rows, bootstrap, draws),
        OtherIntervals.BalancedDifference(new LatentStudy(5, 0.05, 0.5), 300, 0, draws),
        OtherIntervals.BalancedDifference(new LatentStudy(5, 0.2, 0.5), 300, 0.03, draws),
        OtherIntervals.BalancedDifference(new LatentStudy(8, 0.1, 0.5), 1000, 0.03, draws),
    ];

    private static IEnumerable<SimulatedRate> Rankings(int draws) =>
        from setting in new (int Repeats, int Rows, int Classes, double Positives, double Signal)[]
        {
            (1, 200, 2, 0.5, 1), (1, 200, 2, 0.1, 2), (1, 1000, 2, 0.1, 3), (5, 200, 2, 0.3, 2), (5, 1000, 2, 0.1, 2), (5, 300, 5, 0.2, 2), (10, 1000, 10, 0.1, 3),
        }
        from averagePrecision in s_either
        select RankingCoverage.Of(
            new LatentStudy(setting.Repeats, setting.Repeats == 1 ? 0 : 0.2, 0.5), setting.Rows, setting.Classes, setting.Positives, setting.Signal, averagePrecision, draws);

    private static IEnumerable<SimulatedRate> Calibrations(int draws) =>
        from setting in new (int Repeats, int Rows, double Seed)[] { (1, 200, 0), (1, 2000, 0), (5, 200, 0.05), (5, 1000, 0.05), (5, 2000, 0.2) }
        from shift in s_shifts
        select CalibrationCoverage.Of(new LatentStudy(setting.Repeats, setting.Seed, 0.5), setting.Rows, shift, draws);

    private static IEnumerable<SimulatedRate> Spreads(int draws) =>
    [
        SpreadCoverage.Deviation(new LatentStudy(5, 0.05, 0.5), 500, 0.87, draws),
        SpreadCoverage.Deviation(new LatentStudy(5, 0.3, 0.5), 500, 0.97, draws),
        SpreadCoverage.Deviation(new LatentStudy(30, 0.1, 0.5), 500, 0.87, draws),
        SpreadCoverage.Ratio(new LatentStudy(5, 0.1, 0.5), new LatentStudy(5, 0.1, 0.5), 500, 0.87, draws),
        SpreadCoverage.Ratio(new LatentStudy(8, 0.1, 0.5), new LatentStudy(8, 0.3, 0.5), 500, 0.87, draws),
        SpreadCoverage.Ratio(new LatentStudy(30, 0.1, 0.5), new LatentStudy(30, 0.05, 0.5), 500, 0.87, draws),
    ];

    private static IEnumerable<SimulatedRate> Ensembles(int draws) =>
    [
        EnsembleCoverage.Gain(new LatentStudy(5, 0.3, 1), 300, draws),
        EnsembleCoverage.Gain(new LatentStudy(10, 0.3, 1), 300, draws),
        EnsembleCoverage.Gain(new LatentStudy(5, 0, 0.5), 1000, draws),
    ];

    private static IEnumerable<SimulatedRate> Others(int draws) =>
    [
        OtherIntervals.PartialRows(new LatentStudy(5, 0.05, 0.5), 500, 0.5, 0.9, draws),
        OtherIntervals.PartialRows(new LatentStudy(5, 0.3, 1), 500, 0.2, 0.9, draws),
    ];

    private static IEnumerable<SimulatedRate> SingleRuns(int draws) =>
    [
        CrossedCoverage.SingleRun(new LatentStudy(5, 0.05, 0.5), (2000, 0.99), (500, 0.87), draws),
        CrossedCoverage.SingleRun(new LatentStudy(5, 0.3, 0.5), (2000, 0.99), (2000, 0.87), draws),
        CrossedCoverage.SingleRun(new LatentStudy(10, 0.3, 0.5), (2000, 0.99), (2000, 0.87), draws),
    ];

    private static IEnumerable<SimulatedRate> Splits(int draws) =>
    [
        ResampledSplits.Coverage(200, 5, 0.2, kFold: true, withRatio: true, draws),
        ResampledSplits.Coverage(200, 5, 0.2, kFold: true, withRatio: false, draws),
        ResampledSplits.Coverage(200, 10, 0.2, kFold: false, withRatio: true, draws),
        ResampledSplits.Coverage(200, 10, 0.2, kFold: false, withRatio: false, draws),
        ResampledSplits.Coverage(60, 5, 0.2, kFold: true, withRatio: true, draws),
    ];

    private static IEnumerable<SimulatedRate> ShiftSplits(int draws) =>
        from setting in new (int Repeats, double Seed, int Validation, int Test, bool Uneven, double Harder, double Leaked)[]
        {
            (5, 0.05, 500, 500, false, 0, 0), (5, 0.05, 500, 500, true, 0.05, 0.1), (5, 0.05, 500, 2000, true, 0, 0.02),
            (5, 0.3, 500, 500, true, 0.05, 0.1), (10, 0.1, 2000, 2000, true, 0.05, 0.1), (1, 0, 500, 500, true, 0.05, 0.1), (5, 0.05, 100, 300, true, 0.05, 0.1),
        }
        from rate in ShiftSplitCoverage.Of(
            new LatentStudy(setting.Repeats, setting.Seed, 0.5), (setting.Validation, setting.Test), setting.Uneven, setting.Harder, setting.Leaked, draws)
        select rate;

    private static IEnumerable<SimulatedRate> Sizes(int draws) =>
    [
        TestSizes.SignFlip(6, 0.05, discrete: false, draws),
        TestSizes.SignFlip(8, 0.05, discrete: true, draws),
        TestSizes.SignFlip(10, 0.01, discrete: false, draws),
        TestSizes.HolmFamily(new LatentStudy(8, 0.05, 0.5), 500, 0.87, 5, withSignFlip: false, draws),
        TestSizes.HolmFamily(new LatentStudy(8, 0.05, 0.5), 500, 0.87, 5, withSignFlip: true, draws),
        TestSizes.HolmFamily(new LatentStudy(8, 0.3, 0.5), 500, 0.87, 5, withSignFlip: true, draws),
    ];

    private static void Print(string title, string only, Func<IEnumerable<SimulatedRate>> rates)
    {
        if (!title.Contains(only, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine(title);
        foreach (SimulatedRate rate in rates())
        {
            Console.WriteLine($"  {rate}");
        }
    }
}
