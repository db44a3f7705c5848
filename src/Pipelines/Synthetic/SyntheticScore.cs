using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Labels that follow a linear score of the features with random normal weights. The score is cut at quantiles of the training rows, so that these have
/// exactly the shares; the test rows are cut at the same values, as one law for both demands, and have the shares up to chance.
/// </summary>
internal static class SyntheticScore
{
    /// <summary>The classes of training and test rows.</summary>
    public static (int[] Train, int[] Test) Labels(SyntheticOptions options, float[][] train, float[][] test, TrialSeeds seeds)
    {
        double[] weights = Weights(options.Features, seeds);
        double[] scores = [.. train.Select(Score)];
        double[] cuts = Cuts([.. scores.Order()], Apportionment.Counts(options.Shares, scores.Length));
        return ([.. scores.Select(Class)], [.. test.Select(row => Class(Score(row)))]);

        double Score(float[] row) => row.Zip(weights).Sum(pair => (pair.First - 0.5) * pair.Second);

        int Class(double score) => cuts.Count(cut => score >= cut);
    }

    /// <summary>A standard normal weight for each feature.</summary>
    public static double[] Weights(int features, TrialSeeds seeds)
    {
        CounterRandom draws = DataDraws.Of(seeds, DataDraw.Weights);
        double[] weights = new double[features];
        for (int feature = 0; feature < features; feature++)
        {
            weights[feature] = draws.NextNormal();
        }

        return weights;
    }

    /// <summary>The values between classes, in the middle of the two scores around them.</summary>
    private static double[] Cuts(double[] sorted, int[] counts)
    {
        double[] cuts = new double[counts.Length - 1];
        int below = 0;
        for (int index = 0; index < cuts.Length; index++)
        {
            below += counts[index];
            cuts[index] = (sorted[below - 1] / 2) + (sorted[below] / 2);
        }

        return cuts;
    }
}
