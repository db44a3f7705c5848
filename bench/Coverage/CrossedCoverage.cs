using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// How often the crossed interval holds the truth over new rows and new seeds: of an accuracy, of a difference between sample sets, and of a
/// difference between variants on the same rows.
/// </summary>
internal static class CrossedCoverage
{
    public static SimulatedRate Accuracy(LatentStudy study, int rows, double accuracy, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"accuracy {accuracy:0.###}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = Stream(1, draw);
            double[] luck = study.DrawLuck(ref random);
            var scores = SampleSetScores.Crossed(
                study.DrawRight(ref random, luck, LatentStudy.DrawDifficulty(ref random, rows), accuracy), RowValues.Share);
            return Holds(MetricSummaries.AccuracyInterval(CrossedEstimate.Of([scores]), scores), accuracy);
        });

    /// <summary>Train minus test: two sets of rows, the same seeds.</summary>
    public static SimulatedRate Gap(LatentStudy study, (int Rows, double Accuracy) train, (int Rows, double Accuracy) test, int draws) =>
        SimulatedRate.Of(
            FormattableString.Invariant(
                $"gap {train.Accuracy:0.###} - {test.Accuracy:0.###}, R {study.Repeats}, n {train.Rows}/{test.Rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
            draws,
            draw =>
            {
                CounterRandom random = Stream(2, draw);
                return Holds(DrawGap(ref random, study, train, test).Interval(), train.Accuracy - test.Accuracy);
            });

    /// <summary>Variant minus baseline on the same rows; seeds are their own.</summary>
    public static SimulatedRate Difference(LatentStudy study, int rows, double variant, double baseline, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"paired {variant:0.###} - {baseline:0.###}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = Stream(3, draw);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            return Holds(DrawDifference(ref random, study, difficulty, variant, baseline).Interval(), variant - baseline);
        });

    /// <summary>How often a single new run, on new rows, lies within floor.single of the truth.</summary>
    public static SimulatedRate SingleRun(LatentStudy study, (int Rows, double Accuracy) train, (int Rows, double Accuracy) test, int draws) =>
        SimulatedRate.Of(
            FormattableString.Invariant($"floor.single, R {study.Repeats}, n {train.Rows}/{test.Rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
            draws,
            draw =>
            {
                CounterRandom random = Stream(4, draw);
                double floor = DrawGap(ref random, study, train, test).SingleRunHalfWidth()!.Value;
                double single = DrawGap(ref random, study with { Repeats = 1 }, train, test).Mean;
                return Math.Abs(single - (train.Accuracy - test.Accuracy)) <= floor;
            });

    /// <summary>One paired comparison.</summary>
    public static CrossedEstimate DrawDifference(ref CounterRandom random, LatentStudy study, double[] difficulty, double variant, double baseline)
    {
        double[][] first = study.DrawRight(ref random, study.DrawLuck(ref random), difficulty, variant);
        double[][] second = study.DrawRight(ref random, study.DrawLuck(ref random), difficulty, baseline);
        return Minus(first, second);
    }

    public static CrossedEstimate Minus(double[][] first, double[][] second) => CrossedEstimate.Of(
        [SampleSetScores.Crossed([.. first.Zip(second, (one, other) => one.Zip(other, (a, b) => a - b).ToArray())], RowValues.ShareDifference)]);

    /// <summary>The draws of one simulated study.</summary>
    public static CounterRandom Stream(int purpose, int draw) => new(20261123, purpose, RandomStream.Sampling, draw);

    public static bool Holds(Interval interval, double truth) => interval.Lower <= truth && truth <= interval.Upper;

    private static CrossedEstimate DrawGap(ref CounterRandom random, LatentStudy study, (int Rows, double Accuracy) train, (int Rows, double Accuracy) test)
    {
        double[] luck = study.DrawLuck(ref random);
        double[][] onTrain = study.DrawRight(ref random, luck, LatentStudy.DrawDifficulty(ref random, train.Rows), train.Accuracy);
        double[][] onTest = study.DrawRight(ref random, luck, LatentStudy.DrawDifficulty(ref random, test.Rows), test.Accuracy, sign: -1);
        return CrossedEstimate.Of(
            [SampleSetScores.Crossed(onTrain, RowValues.Share), SampleSetScores.Crossed(onTest, RowValues.Share)]);
    }
}
