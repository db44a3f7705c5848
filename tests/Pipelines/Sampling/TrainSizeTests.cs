using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class TrainSizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_TrainSize_ChangesTrainingSamplesOnly()
    {
        using PreparedData all = SamplingCase.Prepare(SamplingCase.Table, selects: true);
        using PreparedData part = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = 60 }, selects: true);
        Assert.Equal([30, 18, 12], part.Description.Counts["train"]);
        Assert.Equal(SamplingCase.Rows(all.Test), SamplingCase.Rows(part.Test), Same);
        Assert.Equal(SamplingCase.Rows(all.Validation), SamplingCase.Rows(part.Validation), Same);
        Assert.Equal(SamplingCase.Rows(all.Selection!), SamplingCase.Rows(part.Selection!), Same);
        Assert.Equal(part.Train.SourceIndexes.Order(), part.Train.SourceIndexes);
        Assert.Equal(part.Split.Train, part.Train.SourceIndexes);
        Assert.Equal(part.Train.SourceIndexes.Select(index => $"{index + 1}"), part.Train.Ids);
    }

    [Fact]
    public void Prepare_SmallerTrainSize_LiesInALargerOne()
    {
        HashSet<int> Train(int size)
        {
            using PreparedData data = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = size });
            Assert.Equal(size, data.Train.Count);
            return [.. data.Train.SourceIndexes];
        }

        HashSet<int>[] parts = [.. new[] { 3, 4, 7, 20, 101, 339, 340 }.Select(Train)];
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.ProperSubset(pair.Second, pair.First));
    }

    [Fact]
    public void Prepare_Repeats_ShareThePartUnlessDataVaries()
    {
        IReadOnlyList<int> Train(int repeat, params RandomStream[] vary)
        {
            SyntheticOptions data = SamplingCase.Table with { TrainSize = 50 };
            using PreparedData prepared = TablePreparation.Prepare(
                new ScenarioOptions { Data = data, Model = new LogisticRegressionOptions() }, data, new TrialSeeds(1, repeat, vary), TestContext.Current.CancellationToken);
            return prepared.Train.SourceIndexes;
        }

        Assert.Equal(Train(0), Train(5, RandomStream.Init, RandomStream.Order));
        Assert.NotEqual(Train(0), Train(5, RandomStream.Data));
    }

    [Fact]
    public void Prepare_LabelNoise_DoesNotChangeWhichSamplesAreUsed()
    {
        using PreparedData clean = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = 50 });
        using PreparedData noisy = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = 50, LabelNoise = new LabelNoiseOptions { Rate = 0.4 } });
        Assert.Equal(clean.Train.SourceIndexes, noisy.Train.SourceIndexes);
    }

    [Fact]
    public void Prepare_Table_FitsOnThePartOnly()
    {
        using PreparedData data = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = 10 });
        foreach (float[] column in Columns(TableCase.Matrix(data.Train)))
        {
            Assert.Equal(0, column.Average(), 1e-5);
            Assert.Equal(1, Math.Sqrt(column.Average(value => value * value)), 1e-5);
        }

        Assert.All(Columns(TableCase.Matrix(data.Validation)), column => Assert.NotEqual(0, column.Average(), 1e-3));
    }

    [Fact]
    public void Prepare_Images_FitsOnThePartOnly()
    {
        SyntheticImagesOptions images = new() { TrainCount = 60, TestCount = 8, Side = 8, TrainSize = 5 };
        using PreparedData data = SamplingCase.Prepare(images, cache: _folder["cache"]);
        Assert.Equal(5, data.Train.Count);
        float[] values = new float[5 * 64];
        data.Train.CopySamples([0, 1, 2, 3, 4], PreprocessingPath.Training, values);
        Assert.Equal(0, values.Average(), 1e-4);
        Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 1e-4);
    }

    [Fact]
    public void Prepare_MoreThanThereAre_SaysHowMany() => Assert.Equal(
        "data.trainSize: expected at most 340, the training samples that are left beside validation and test, received 341.",
        Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { TrainSize = 341 })));

    [Fact]
    public void Prepare_LessThanClasses_IsAProblem() => Assert.Equal(
        "data.trainSize: expected at least 3, one training sample of each class, received 2.",
        Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { TrainSize = 2 })));

    [Fact]
    public void Apportion_EverySize_IsProportionalAndGrows() =>
        Gen.Int[1, 60].Array[2, 6].Sample(counts =>
        {
            int total = counts.Sum();
            int[] before = TrainSizePart.Apportion(counts, counts.Length);
            Assert.All(before, part => Assert.Equal(1, part));
            for (int size = counts.Length + 1; size <= total; size++)
            {
                int[] parts = TrainSizePart.Apportion(counts, size);
                Assert.Equal(size, parts.Sum());
                Assert.All(parts.Zip(before), pair => Assert.InRange(pair.First - pair.Second, 0, 1));
                Assert.All(parts.Zip(counts), pair => Assert.InRange(pair.First, 1, pair.Second));
                double[] quotas = [.. counts.Select(count => (double)count * size / total)];
                if (quotas.All(quota => quota >= 1))
                {
                    Assert.All(parts.Zip(quotas), pair => Assert.InRange(pair.First, Math.Floor(pair.Second) - 1, Math.Ceiling(pair.Second) + 1));
                }

                if (quotas.All(quota => quota % 1 == 0))
                {
                    Assert.Equal(quotas, parts.Select(part => (double)part));
                }

                before = parts;
            }
        }, iter: 50);

    private static IEnumerable<float[]> Columns(float[][] rows) => Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray());

    private static bool Same(
        (IReadOnlyList<int> Sources, IReadOnlyList<int> Labels, IReadOnlyList<string> Ids) first,
        (IReadOnlyList<int> Sources, IReadOnlyList<int> Labels, IReadOnlyList<string> Ids) second) =>
        first.Sources.SequenceEqual(second.Sources) && first.Labels.SequenceEqual(second.Labels) && first.Ids.SequenceEqual(second.Ids);
}
