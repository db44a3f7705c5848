using CsCheck;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Metrics know neither the order of rows nor the order of classes.</summary>
public class ClassificationMetricsLawTests
{
    private const int Classes = 3;

    private static readonly Gen<(int[] Labels, float[] Probabilities)> _rows = Gen.Select(Gen.Int[0, Classes - 1], Gen.Int[1, 40].Array[Classes])
        .Array[12, 60]
        .Select(rows => (
            rows.Select((row, index) => index < Classes ? index : row.Item1).ToArray(),
            rows.SelectMany(row => row.Item2.Select(weight => (float)weight / row.Item2.Sum())).ToArray()));

    [Fact]
    public void Measure_RowsInAnotherOrder_IsTheSame() => Gen.Select(_rows, Gen.Int[0, 1000]).Sample(
        (rows, seed) =>
        {
            int[] order = [.. Enumerable.Range(0, rows.Labels.Length).OrderBy(row => ((row * 7919L) + seed) % 1009)];
            AssertSame(
                ClassificationMetrics.Measure(rows.Labels, rows.Probabilities, Classes),
                ClassificationMetrics.Measure(
                    [.. order.Select(row => rows.Labels[row])], [.. order.SelectMany(row => rows.Probabilities[(row * Classes)..((row + 1) * Classes)])], Classes));
        },
        iter: 300,
        threads: 1);

    /// <summary>Ties between probabilities go to the class that comes first, so rows with ties are left out.</summary>
    [Fact]
    public void Measure_ClassesInAnotherOrder_IsTheSame() => _rows.Sample(
        rows =>
        {
            int[] kept =
            [
                .. Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Probabilities[(row * Classes)..((row + 1) * Classes)] is var three && three.Count(value => value == three.Max()) == 1),
            ];
            if (kept.Select(row => rows.Labels[row]).Distinct().Count() < Classes)
            {
                return;
            }

            AssertSame(
                ClassificationMetrics.Measure(
                    [.. kept.Select(row => rows.Labels[row])], [.. kept.SelectMany(row => rows.Probabilities[(row * Classes)..((row + 1) * Classes)])], Classes),
                ClassificationMetrics.Measure(
                    [.. kept.Select(row => Classes - 1 - rows.Labels[row])], [.. kept.SelectMany(row => rows.Probabilities[(row * Classes)..((row + 1) * Classes)].Reverse())], Classes));
        },
        iter: 300,
        threads: 1);

    private static void AssertSame(MeasurementValues expected, MeasurementValues received)
    {
        Assert.Equal(expected.Accuracy, received.Accuracy, 1e-12);
        Assert.Equal(expected.BalancedAccuracy, received.BalancedAccuracy, 1e-12);
        Assert.Equal(expected.MacroF1, received.MacroF1, 1e-12);
        Assert.Equal(expected.LogLoss, received.LogLoss, 1e-9);
        Assert.Equal(expected.RocAuc!.Value, received.RocAuc!.Value, 1e-12);
        Assert.Equal(expected.AveragePrecision!.Value, received.AveragePrecision!.Value, 1e-9);
        Assert.Equal(expected.Brier!.Value, received.Brier!.Value, 1e-9);
    }
}
