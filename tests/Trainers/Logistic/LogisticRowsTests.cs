using CsCheck;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LogisticRowsTests
{
    private static readonly Gen<(float[][] Rows, int[] Labels)> _samples = Gen.Select(Gen.Float[-9, 9].Array[3], Gen.Int[0, 2]).Array[4, 80]
        .Select(rows => (rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2).ToArray()));

    /// <summary>What is read block by block from the samples is what a matrix holds, in any order of asking.</summary>
    [Fact]
    public void Read_FromSamples_GivesTheRowsOfTheMatrix() => _samples.Sample(
        drawn =>
        {
            MatrixData data = new(drawn.Rows, drawn.Labels, ["a", "b", "c"]);
            int[] all = [.. Enumerable.Range(0, drawn.Rows.Length)];
            float[] weights = [1, 2, 0.5f];
            LogisticRows copied = LogisticRows.Of(data.Train, 3, all, weights);
            LogisticRows read = LogisticRows.Of(data.Train, 3, all, weights, mostCopied: 0);
            Assert.NotNull(copied.Features);
            Assert.Null(read.Features);
            Assert.Equal(copied.Labels, read.Labels);
            Assert.Equal(all.Select(copied.Weight), all.Select(read.Weight));
            LogisticRows.Reader inOrder = read.Read(inOrder: true);
            LogisticRows.Reader shuffled = read.Read(inOrder: false);
            LogisticRows.Reader matrix = copied.Read(inOrder: true);
            foreach (int row in all)
            {
                Assert.Equal(matrix.Row(row), inOrder.Row(row));
                Assert.Equal(matrix.Row(all[^1] - row), shuffled.Row(all[^1] - row));
            }
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void Of_ClassWeightZero_IsTheSameAsWithoutThoseRows() => _samples.Sample(
        drawn =>
        {
            int[] kept = [.. Enumerable.Range(0, drawn.Rows.Length).Where(row => drawn.Labels[row] != 1)];
            MatrixData data = new(drawn.Rows, drawn.Labels, ["a", "b", "c"]);
            MatrixData without = new([.. kept.Select(row => drawn.Rows[row])], [.. kept.Select(row => drawn.Labels[row])], ["a", "b", "c"]);
            LogisticRows weighted = LogisticRows.Of(data.Train, 3, [.. Enumerable.Range(0, drawn.Rows.Length)], [1, 0, 3]);
            LogisticRows removed = LogisticRows.Of(without.Train, 3, [.. Enumerable.Range(0, kept.Length)], [1, 1, 3]);
            Assert.Equal(removed.Features, weighted.Features);
            Assert.Equal(removed.Labels, weighted.Labels);
            Assert.Equal(Enumerable.Range(0, kept.Length).Select(removed.Weight), Enumerable.Range(0, kept.Length).Select(weighted.Weight));
            Assert.Equal(removed.Classes, weighted.Classes);
        },
        iter: 100,
        threads: 1);
}
