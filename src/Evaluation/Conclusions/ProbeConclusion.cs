namespace MlPipelines.Evaluation;

/// <summary>How far the predictions of an image move, from what every repeat says.</summary>
public static class ProbeConclusion
{
    /// <summary>The class with the greatest sum of probabilities through the test path, the first of equals.</summary>
    public static int ClassOf(IReadOnlyList<ProbedRepeat> repeats)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        double[] sums = [.. Enumerable.Range(0, repeats[0].Test.Count).Select(label => repeats.Sum(repeat => (double)repeat.Test[label]))];
        return Array.IndexOf(sums, sums.Max());
    }

    /// <summary>The spreads of one image.</summary>
    /// <param name="repeats">What every repeat says; at least one.</param>
    /// <param name="label">The class whose probability is followed.</param>
    public static ProbeSpread SpreadOf(IReadOnlyList<ProbedRepeat> repeats, int label)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        bool areAugmented = repeats.All(repeat => repeat.Augmented.Count > 0);
        return new ProbeSpread(
            repeats.Count > 1 ? Deviation([.. repeats.Select(repeat => (double)repeat.Test[label])]) : null,
            repeats.All(repeat => repeat.Augmented.Count > 1)
                ? RootMeanSquare(repeats.Select(repeat => Deviation([.. repeat.Augmented.Select(probabilities => (double)probabilities[label])])))
                : null,
            RootMeanSquare(repeats.Select(repeat => ((double)repeat.Training[label] - repeat.Test[label]) / Math.Sqrt(2))),
            repeats.Count > 1 ? Share(repeats, repeat => Best(repeat.Test) != label) : null,
            areAugmented ? repeats.Average(repeat => Share(repeat.Augmented, probabilities => Best(probabilities) != Best(repeat.Training))) : null,
            Share(repeats, repeat => Best(repeat.Test) != Best(repeat.Training)));
    }

    /// <summary>The spreads over images: root mean squares of spreads, means of shares.</summary>
    /// <param name="images">At least one, of the same repeats and augmentations.</param>
    public static ProbeSpread Together(IReadOnlyList<ProbeSpread> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new ProbeSpread(
            images.All(image => image.Repeats is not null) ? RootMeanSquare(images.Select(image => image.Repeats!.Value)) : null,
            images.All(image => image.Augmentations is not null) ? RootMeanSquare(images.Select(image => image.Augmentations!.Value)) : null,
            RootMeanSquare(images.Select(image => image.Paths)),
            images.All(image => image.RepeatsChanged is not null) ? images.Average(image => image.RepeatsChanged!.Value) : null,
            images.All(image => image.AugmentationsChanged is not null) ? images.Average(image => image.AugmentationsChanged!.Value) : null,
            images.Average(image => image.PathsChanged));
    }

    private static int Best(IReadOnlyList<float> probabilities)
    {
        int best = 0;
        for (int label = 1; label < probabilities.Count; label++)
        {
            best = probabilities[label] > probabilities[best] ? label : best;
        }

        return best;
    }

    private static double Share<T>(IReadOnlyList<T> all, Func<T, bool> counts) => (double)all.Count(counts) / all.Count;

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));
}
