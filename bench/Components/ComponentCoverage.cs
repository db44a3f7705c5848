using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>How often the intervals of variance components and of learning curves hold the truth that was planted.</summary>
internal static class ComponentCoverage
{
    private const int DefaultDraws = 2000;

    public static int Run(string[] args)
    {
        int draws = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultDraws;
        Console.WriteLine($"{draws} draws each; rate and its exact 95% binomial bounds (goal: 93.5 to 96.5; at least 93.5 where the truth is 0)");
        foreach (PlantedComponents planted in new PlantedComponents[]
        {
            new(0.010, 0.010, 0.008, 0.005, 0.003), new(0.020, 0.005, 0.010, 0.005, 0), new(0.004, 0.010, 0.015, 0.005, 0.005), new(0, 0.010, 0.010, 0.005, 0.005),
        })
        {
            foreach ((int pairs, int bases, int changes) in new[] { (3, 3, 1), (6, 3, 2), (20, 6, 3) })
            {
                Console.WriteLine(FirstOrder(planted, pairs, bases, changes, draws));
                Console.WriteLine(Total(planted, pairs, bases, changes, draws));
            }
        }

        foreach ((double exponent, int repeats, int rows, double luck) in new[] { (0.5, 6, 1000, 0.05), (0.3, 6, 1000, 0.05), (0.5, 3, 1000, 0.05), (0.5, 10, 5000, 0.1), (1.0, 6, 1000, 0.02) })
        {
            Console.WriteLine(LearningCurve(exponent, repeats, rows, luck, gain: false, draws));
            Console.WriteLine(LearningCurve(exponent, repeats, rows, luck, gain: true, draws));
        }

        return 0;
    }

    /// <summary>The interval of the first-order effect.</summary>
    public static SimulatedRate FirstOrder(PlantedComponents planted, int pairs, int bases, int changes, int draws) => Effect(
        planted, pairs, bases, changes, draws, "first-order", effect => Holds(effect.FirstOrderInterval!, planted.FirstOrder));

    /// <summary>The interval of the total effect.</summary>
    public static SimulatedRate Total(PlantedComponents planted, int pairs, int bases, int changes, int draws) => Effect(
        planted, pairs, bases, changes, draws, "total", effect => Holds(effect.TotalInterval!, planted.Total));

    /// <summary>
    /// The interval of the accuracy at twice the data, or of the gain: four sizes whose true errors are a power law, on shared rows with shared luck.
    /// </summary>
    public static SimulatedRate LearningCurve(double exponent, int repeats, int rows, double luck, bool gain, int draws)
    {
        double[] sizes = [250, 500, 1000, 2000];
        var law = new PowerLaw(0.08, 0.25 * Math.Pow(250, exponent), exponent);
        double truth = gain ? law.At(2000) - law.At(4000) : 1 - law.At(4000);
        string what = string.Create(CultureInfo.InvariantCulture, $"{(gain ? "gain" : "accuracy")} at twice, exponent {exponent}, {repeats} repeats, {rows} rows, luck {luck}");
        return SimulatedRate.Of(what, draws, draw =>
        {
            var random = new CounterRandom(draw, 0, RandomStream.Data, 5);
            var study = new LatentStudy(repeats, luck, 0.5);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            var scores = new SampleSetScores[sizes.Length];
            for (int size = 0; size < sizes.Length; size++)
            {
                double[] lucks = study.DrawLuck(ref random);
                scores[size] = SampleSetScores.Crossed(study.DrawRight(ref random, lucks, difficulty, 1 - law.At(sizes[size])), RowValues.Share);
            }

            LearningCurve curve = LearningCurveConclusion.Of(sizes, LearningCurveErrors.Of(scores, 0, sameRows: true));
            return Holds(gain ? curve.GainInterval : curve.AccuracyAtTwiceInterval, truth);
        });
    }

    private static SimulatedRate Effect(
        PlantedComponents planted, int pairs, int bases, int changes, int draws, string name, Func<StreamEffect, bool> holds) => SimulatedRate.Of(
        string.Create(CultureInfo.InvariantCulture, $"{name}, sd {planted.Init}, order {planted.Order}, both {planted.Interaction}; {pairs} pairs, {bases} x {changes}"),
        draws,
        draw => holds(StreamEffects.Of("init", planted.Baseline(draw, Math.Max(pairs, bases)), planted.Runs(draw, pairs, bases, changes))!));

    private static bool Holds(Interval interval, double truth) => interval.Lower <= truth && truth <= interval.Upper;
}
