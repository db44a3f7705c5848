using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>From the probabilities of each model to what is said about a sample.</summary>
internal static class EnsembleMean
{
    /// <summary>A sample's mean over models: sums in 64 bits, as the study's ensembles are computed. One model's probabilities stay as they are.</summary>
    /// <param name="input">What a user calls the sample.</param>
    /// <param name="row">Its row in a table, from 1, or null.</param>
    /// <param name="index">Its row in the probabilities.</param>
    /// <param name="probabilities">[model]: (rows, classes).</param>
    /// <param name="classes">The number of classes.</param>
    public static PredictedSample Of(string input, int? row, int index, float[][] probabilities, int classes)
    {
        if (probabilities is [float[] only])
        {
            float[] own = only.AsSpan(index * classes, classes).ToArray();
            return new PredictedSample(input, row, ClassificationMetrics.PredictedClass(own), own);
        }

        double[] sums = new double[classes];
        foreach (float[] model in probabilities)
        {
            for (int label = 0; label < classes; label++)
            {
                sums[label] += model[(index * classes) + label];
            }
        }

        int best = 0;
        for (int label = 1; label < classes; label++)
        {
            best = sums[label] > sums[best] ? label : best;
        }

        double[] ofBest = [.. probabilities.Select(model => (double)model[(index * classes) + best])];
        double mean = ofBest.Average();
        return new PredictedSample(input, row, best, [.. sums.Select(sum => (float)(sum / probabilities.Length))])
        {
            Spread = (float)Math.Sqrt(ofBest.Sum(value => (value - mean) * (value - mean)) / (ofBest.Length - 1)),
            Agreement = (float)probabilities.Count(model => ClassificationMetrics.PredictedClass(model.AsSpan(index * classes, classes)) == best) / probabilities.Length,
        };
    }
}
