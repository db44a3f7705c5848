using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>How predictions of one training image spread over its augmentations: those that it has in the first epochs of the training.</summary>
internal static class AugmentationProbe
{
    /// <summary>The training images at most, chosen here.</summary>
    private const int MostImages = 200;

    /// <summary>Augmentations of each image: a standard deviation of 8 numbers is right to a quarter (1/sqrt(2 (n - 1))), and the mean over 200 images to 2%.</summary>
    private const int Draws = 8;

    /// <returns>Null without augmentation.</returns>
    public static AugmentationSpread? Spread(PreparedData data, ITrainedModel model, CancellationToken cancellation)
    {
        if (data.Augmentation is not { } augmentation || data.Train.Count == 0)
        {
            return null;
        }

        int classes = data.Classes.Count;
        int[] rows = SampleSubset.EvenRows(data.Train.Count, MostImages);
        SampleSubset clean = new(data.Train, rows);
        int[] own = PredictedClasses.Of(model.Predict(clean, PreprocessingPath.Training, cancellation), classes);
        double[][] truths = [.. rows.Select(_ => new double[Draws])];
        (int right, int changed) = (0, 0);
        for (int epoch = 0; epoch < Draws; epoch++)
        {
            // An epoch is the key of its draws; a sample's first occurrence in it is the one that every sampling presents.
            int draw = epoch;
            SampleSubset augmented = new(data.Train, rows, (chosen, _, destination) =>
                augmentation.CopySamples(chosen, new int[chosen.Length], draw, destination));
            float[] probabilities = model.Predict(augmented, PreprocessingPath.Training, cancellation);
            int[] predicted = PredictedClasses.Of(probabilities, classes);
            for (int image = 0; image < rows.Length; image++)
            {
                truths[image][draw] = probabilities[(image * classes) + clean.Labels[image]];
                right += predicted[image] == clean.Labels[image] ? 1 : 0;
                changed += predicted[image] != own[image] ? 1 : 0;
            }
        }

        double all = (double)rows.Length * Draws;
        return new AugmentationSpread(
            rows.Length,
            Draws,
            right / all,
            (double)own.Zip(clean.Labels).Count(pair => pair.First == pair.Second) / rows.Length,
            truths.Average(Deviation),
            changed / all);
    }

    /// <summary>The sample standard deviation.</summary>
    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
