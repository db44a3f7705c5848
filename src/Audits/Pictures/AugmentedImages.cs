using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Training images as they are and as augmentation presented them to the network in the first epochs.</summary>
internal static class AugmentedImages
{
    private const int MostImages = 4;
    private const int Draws = 5;

    /// <returns>Empty without augmentation.</returns>
    public static IReadOnlyList<AugmentedImage> Of(PreparedData data, IPictureWriter pictures)
    {
        if (data.Augmentation is null)
        {
            return [];
        }

        // One image of each class, the classes evenly spaced.
        int[] firsts = [.. Enumerable.Range(0, data.Train.Count).DistinctBy(row => data.Train.Labels[row]).OrderBy(row => data.Train.Labels[row])];
        return
        [
            .. SampleSubset.EvenRows(firsts.Length, MostImages).Select(index => firsts[index]).Select(row => new AugmentedImage(
                data.Train.Ids[row],
                data.Classes[data.Train.Labels[row]],
                pictures.Write(FormattableString.Invariant($"augmented-{row}-original"), data.Train.Picture(row, PreprocessingPath.Training)),
                [
                    .. Enumerable.Range(0, Draws)
                        .Select(epoch => pictures.Write(FormattableString.Invariant($"augmented-{row}-{epoch}"), data.AugmentedPicture(row, epoch, 0)))
                        .OfType<string>(),
                ])),
        ];
    }
}
