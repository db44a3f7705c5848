using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Validation images as training samples and as test samples are prepared, corruption included, side by side.</summary>
internal static class PreparedTwice
{
    private const int MostImages = 4;

    /// <summary>The images that are looked at for the ones that differ most.</summary>
    private const int MostCompared = 200;

    /// <summary>The images that differ most; the first one alone where none differs.</summary>
    public static IReadOnlyList<PathPictures> Of(PreparedData data, IPictureWriter pictures, CancellationToken cancellation)
    {
        List<(int Row, SamplePicture Training, SamplePicture Deployed, double Difference)> compared = [];
        foreach (int row in SampleSubset.EvenRows(data.Validation.Count, MostCompared))
        {
            cancellation.ThrowIfCancellationRequested();
            if (data.Validation.Picture(row, PreprocessingPath.Training) is { } training
                && data.Validation.Picture(row, PreprocessingPath.Deployment) is { } deployed)
            {
                compared.Add((row, training, deployed, MeanDifference(training, deployed)));
            }
        }

        return
        [
            .. compared.OrderByDescending(pair => pair.Difference).ThenBy(pair => pair.Row)
                .Take(compared.Any(pair => pair.Difference > 0) ? MostImages : 1)
                .Select(pair => new PathPictures(
                    data.Validation.Ids[pair.Row],
                    data.Classes[data.Validation.Labels[pair.Row]],
                    pictures.Write(FormattableString.Invariant($"path-{pair.Row}-training"), pair.Training),
                    pictures.Write(FormattableString.Invariant($"path-{pair.Row}-deployed"), pair.Deployed),
                    pair.Difference,
                    pictures.Write(FormattableString.Invariant($"path-{pair.Row}-difference"), Brightened(pair.Training, pair.Deployed)))),
        ];
    }

    /// <summary>Both paths give pictures of the network's input shape.</summary>
    private static double MeanDifference(SamplePicture one, SamplePicture other) =>
        one.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Sum() / (255.0 * one.Pixels.Length);

    private static SamplePicture? Brightened(SamplePicture one, SamplePicture other)
    {
        int[] differences = [.. one.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b))];
        int greatest = differences.Max();
        return greatest == 0 ? null : one with { Pixels = [.. differences.Select(difference => (byte)(difference * 255 / greatest))] };
    }
}
