using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Pictures of the identical samples whose predictions change most surely, as the model saw them both ways.</summary>
internal static class ChangedPictures
{
    /// <summary>As many as a report shows of each pair.</summary>
    private const int Most = 8;

    /// <summary>The picture of a row of a measurement.</summary>
    public static string FileName(string measurement, int row) => FormattableString.Invariant($"{measurement}-{row}.png");

    /// <summary>Writes <c>&lt;measurement&gt;-&lt;row&gt;.png</c> for the samples that a report shows; nothing for tables.</summary>
    /// <param name="folder">The folder, made when there is something to write.</param>
    /// <param name="data">The samples.</param>
    /// <param name="rows">Measurement → rows.</param>
    /// <param name="keptEpoch">The epoch whose augmentation <c>trainAugmented</c> was measured on.</param>
    public static void Write(string folder, PreparedData data, IReadOnlyDictionary<string, TrialRows> rows, int? keptEpoch)
    {
        if (!data.Shape.IsImage)
        {
            return;
        }

        var pictures = new Dictionary<string, Func<int, SamplePicture?>>
        {
            [MeasurementNames.TrainAugmented] = row => data.AugmentedPicture(row, keptEpoch ?? 0, 0),
            [MeasurementNames.TrainClean] = row => data.Train.Picture(row, PreprocessingPath.Training),
            [MeasurementNames.ValidationClean] = row => data.Validation.Picture(row, PreprocessingPath.Training),
            [MeasurementNames.Validation] = row => data.Validation.Picture(row, PreprocessingPath.Test),
            [MeasurementNames.TrainAsTest] = row => data.Train.Picture(row, PreprocessingPath.Deployment),
        };
        foreach ((string from, string to) in ((string, string)[])
        [
            (MeasurementNames.TrainAugmented, MeasurementNames.TrainClean),
            (MeasurementNames.ValidationClean, MeasurementNames.Validation),
            (MeasurementNames.TrainClean, MeasurementNames.TrainAsTest),
        ])
        {
            if (rows.TryGetValue(from, out TrialRows? one) && rows.TryGetValue(to, out TrialRows? other))
            {
                foreach (int row in MostSure(one, other))
                {
                    WriteOne(from, row);
                    WriteOne(to, row);
                }
            }
        }

        void WriteOne(string measurement, int row)
        {
            if (pictures[measurement](row) is { } picture)
            {
                string path = Path.Combine(folder, FileName(measurement, row));
                Storage.Write(() =>
                {
                    Directory.CreateDirectory(folder);
                    SamplePictureFile.WritePng(path, picture);
                }, path);
            }
        }
    }

    /// <summary>The rows that the conclusion shows: those whose class changes, the model being surest in both ways first.</summary>
    private static IEnumerable<int> MostSure(TrialRows one, TrialRows other)
    {
        Dictionary<int, int> positions = Enumerable.Range(0, other.Rows.Count).ToDictionary(position => other.Rows[position]);
        return Enumerable.Range(0, one.Rows.Count)
            .Where(position => positions.TryGetValue(one.Rows[position], out int same) && one.Predicted[position] != other.Predicted[same])
            .OrderByDescending(position => Math.Min(one.Confidences[position], other.Confidences[positions[one.Rows[position]]]))
            .ThenBy(position => one.Rows[position])
            .Take(Most)
            .Select(position => one.Rows[position]);
    }
}
