using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The mean image of each class in training and in test: what a class has in common, and how test differs from it.</summary>
internal static class ClassAverages
{
    private const int MostClasses = 20;

    /// <summary>The images of a class at most: their mean is within 1/22 of a standard deviation of all images' mean, which no eye can tell.</summary>
    private const int MostRows = 500;

    public static IReadOnlyList<ClassAverage> Of(PreparedData data, IPictureWriter pictures, CancellationToken cancellation) =>
    [
        .. Enumerable.Range(0, Math.Min(MostClasses, data.Classes.Count)).Select(label =>
        {
            cancellation.ThrowIfCancellationRequested();
            (int[] train, int[] test) = (Rows(data.Train, label), Rows(data.Test, label));
            return new ClassAverage(
                data.Classes[label],
                train.Length,
                pictures.Write(FormattableString.Invariant($"mean-train-{label}"), Mean(data.Train, train, PreprocessingPath.Training)),
                test.Length,
                pictures.Write(FormattableString.Invariant($"mean-test-{label}"), Mean(data.Test, test, PreprocessingPath.Deployment)));
        }),
    ];

    /// <summary>The mean of some rows, rounded; null without rows.</summary>
    internal static SamplePicture? Mean(SampleSet set, int[] rows, PreprocessingPath path)
    {
        (long[] sums, SamplePicture? first) = ([], null);
        foreach (int row in rows)
        {
            if (set.Picture(row, path) is not { } picture)
            {
                return null;
            }

            first ??= picture;
            sums = sums.Length == 0 ? new long[picture.Pixels.Length] : sums;
            for (int index = 0; index < sums.Length; index++)
            {
                sums[index] += picture.Pixels[index];
            }
        }

        return first is null ? null : first with { Pixels = [.. sums.Select(sum => (byte)Math.Round((double)sum / rows.Length))] };
    }

    private static int[] Rows(SampleSet set, int label)
    {
        int[] all = [.. Enumerable.Range(0, set.Count).Where(row => set.Labels[row] == label)];
        return [.. SampleSubset.EvenRows(all.Length, MostRows).Select(index => all[index])];
    }
}
