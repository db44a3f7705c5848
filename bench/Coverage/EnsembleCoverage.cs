using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Coverage of the gain of the ensemble of all repeats, over new rows and new seeds. The estimate is unbiased for the expected gain of that many members, so
/// that its mean over all draws is the truth.
/// </summary>
internal static class EnsembleCoverage
{
    private const int Classes = 3;
    private const double Signal = 1.5;

    public static SimulatedRate Gain(LatentStudy study, int rows, int draws)
    {
        EnsembleGain[] gains = [.. Enumerable.Range(0, draws).AsParallel().AsOrdered().Select(draw => Draw(study, rows, draw))];
        double truth = gains.Average(gain => gain.Mean);
        return SimulatedRate.Of(
            FormattableString.Invariant($"ensemble gain {truth:0.000}, R {study.Repeats}, n {rows}, interaction {study.InteractionSpread}"),
            draws,
            draw => CrossedCoverage.Holds(gains[draw].Interval(0.95), truth));
    }

    private static EnsembleGain Draw(LatentStudy study, int rows, int draw)
    {
        CounterRandom random = CrossedCoverage.Stream(16, draw);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % Classes)];
        double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows * Classes);
        var members = new MeasurementScores[study.Repeats];
        double[] values = new double[Classes];
        for (int repeat = 0; repeat < members.Length; repeat++)
        {
            // A seed turns the decision for whole classes, and moves single rows.
            double[] luck = [.. study.DrawLuck(ref random).Take(1), .. Enumerable.Repeat(0.0, Classes - 1)];
            float[] probabilities = new float[rows * Classes];
            for (int row = 0; row < rows; row++)
            {
                for (int index = 0; index < Classes; index++)
                {
                    double own = labels[row] == index ? Signal : 0;
                    values[index] = Math.Exp(own + luck[index] + difficulty[(row * Classes) + index] + (study.InteractionSpread * random.NextNormal()));
                }

                for (int index = 0; index < Classes; index++)
                {
                    probabilities[(row * Classes) + index] = (float)(values[index] / values.Sum());
                }
            }

            members[repeat] = SimulatedRows.Of(labels, probabilities, Classes);
        }

        return EnsembleGain.Of(EnsembleMembers.Of(members)!);
    }
}
