using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Which test samples the nearest training sample names wrongly: a measure of how hard they are that needs no training. Numbers are divided by their deviation, texts differ by 1, and
/// missing numbers differ from all by 1.
/// </summary>
internal static class NearestNeighbour
{
    /// <summary>1 for a test sample whose nearest training sample has its label.</summary>
    public static double[] Right(CaseSamples samples)
    {
        double[] deviations = [.. samples.Columns.Select((_, column) => Deviation(samples.Train, column))];
        float?[][] train = [.. samples.Train.Select(row => Numbers(row, deviations))];
        return [.. samples.Test.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(row =>
        {
            float?[] numbers = Numbers(row, deviations);
            int nearest = Enumerable.Range(0, train.Length).MinBy(other => Distance(row, numbers, samples.Train[other], train[other]));
            return samples.Train[nearest].Label == row.Label ? 1.0 : 0.0;
        })];
    }

    private static double Distance(CaseRow one, float?[] numbers, CaseRow other, float?[] others)
    {
        double sum = 0;
        if (one.Pixels is { } pixels)
        {
            for (int place = 0; place < pixels.Length; place++)
            {
                int difference = pixels[place] - other.Pixels![place];
                sum += difference * difference;
            }

            return sum;
        }

        for (int column = 0; column < numbers.Length; column++)
        {
            double difference = numbers[column] is { } here && others[column] is { } there ? here - there : one.Cells[column] == other.Cells[column] ? 0 : 1;
            sum += difference * difference;
        }

        return sum;
    }

    private static float?[] Numbers(CaseRow row, double[] deviations) =>
        [.. deviations.Select((deviation, column) => deviation > 0 && Number(row.Cells[column]) is { } value ? (float?)(value / deviation) : null)];

    private static double Deviation(List<CaseRow> rows, int column) =>
        Math.Sqrt(SampleSetScores.Variance([.. rows.Select(row => Number(row.Cells[column])).OfType<double>()]));

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
