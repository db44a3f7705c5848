using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class FoldSplitTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PrepareFold_AllFolds_PartitionTheSamplesOutsideTest(bool selects)
    {
        string file = _case.Write("train.csv", TableCase.Rows(150));
        TableOptions table = TableCase.Options(file);
        using PreparedData trial = SamplingCase.Prepare(table, selects: selects);
        List<int> validated = [];
        for (int fold = 0; fold < 4; fold++)
        {
            using PreparedData data = SamplingCase.PrepareFold(table, fold, 4, selects);
            validated.AddRange(data.Validation.SourceIndexes);
            Assert.Equal(trial.Test.SourceIndexes, data.Test.SourceIndexes);
            Assert.Equal(selects, data.Selection is not null);
            int[] all = [.. SamplingCase.NotTest(data).SelectMany(set => set.SourceIndexes)];
            Assert.Equal(120, all.Length);
            Assert.Equal(120, all.Distinct().Count());
            Assert.Equal([15, 15], data.Description.Counts["validation"]);
            Assert.Equal(selects ? 9 : 0, data.Description.Counts.GetValueOrDefault("selection", []).Sum());
            Assert.Equal(0, TableCase.Matrix(data.Train).Average(row => row[0]), 1e-5);
        }

        Assert.Equal(SamplingCase.NotTest(trial).SelectMany(set => set.SourceIndexes).Order(), validated.Order());
    }

    [Fact]
    public void PrepareFold_IdenticalSamples_StayTogether()
    {
        string file = _case.Write("train.csv", TableCase.Rows(200, x: row => $"{row / 2 % 40}", c: row => "red", y: row => row / 2 % 2 == 0 ? "yes" : "no"));
        for (int fold = 0; fold < 3; fold++)
        {
            using PreparedData data = SamplingCase.PrepareFold(TableCase.Options(file), fold, 3);
            float[][] train = TableCase.Matrix(data.Train);
            float[][] validation = TableCase.Matrix(data.Validation);
            Assert.Empty(train.Select(row => row[0]).Intersect(validation.Select(row => row[0])));
        }
    }

    [Fact]
    public void PrepareFold_TrainSize_DealsThatPartOnly()
    {
        SyntheticOptions table = SamplingCase.Table with { TrainSize = 50 };
        using PreparedData trial = SamplingCase.Prepare(table);
        List<int> validated = [];
        for (int fold = 0; fold < 5; fold++)
        {
            using PreparedData data = SamplingCase.PrepareFold(table, fold, 5);
            validated.AddRange(data.Validation.SourceIndexes);
            Assert.Equal(50, data.Train.Count + data.Validation.Count);
        }

        Assert.Equal(trial.Train.SourceIndexes, validated.Order());
    }

    [Fact]
    public void PrepareFold_LabelNoise_IsThatOfTheTrial()
    {
        SyntheticOptions table = SamplingCase.Table with { LabelNoise = new LabelNoiseOptions { Rate = 0.2 } };
        using PreparedData trial = SamplingCase.Prepare(table);
        using PreparedData fold = SamplingCase.PrepareFold(table, 1, 3);
        Assert.Equal(SamplingCase.Wrong(trial), SamplingCase.Wrong(fold));
        Dictionary<int, int> labels = SamplingCase.NotTest(trial).SelectMany(set => set.SourceIndexes.Zip(set.Labels)).ToDictionary();
        Assert.All(SamplingCase.NotTest(fold), set => Assert.Equal(set.SourceIndexes.Select(index => labels[index]), set.Labels));
        int[] counts = [.. Enumerable.Range(0, 3).Select(label => labels.Values.Count(other => other == label))];
        Assert.All(counts.Zip(fold.Description.Counts["validation"]), pair => Assert.InRange(pair.Second, pair.First / 3, (pair.First + 2) / 3));
    }

    [Fact]
    public void PrepareFold_ExcludedSamples_ArePredictedButNeverTrain()
    {
        string list = _case.Write("list.csv", "id\n" + string.Concat(Enumerable.Range(1, 60).Select(row => $"{row}\n")));
        SyntheticOptions table = SamplingCase.Table with { Exclude = list };
        List<int> validated = [];
        for (int fold = 0; fold < 4; fold++)
        {
            using PreparedData data = SamplingCase.PrepareFold(table, fold, 4, selects: true);
            validated.AddRange(data.Validation.SourceIndexes);
            Assert.DoesNotContain(data.Train.SourceIndexes.Concat(data.Selection!.SourceIndexes), index => index < 60);
        }

        Assert.Equal(Enumerable.Range(0, 400), validated.Order());
    }

    [Fact]
    public void PrepareFold_MoreFoldsThanSamples_IsAProblem()
    {
        SyntheticOptions table = SamplingCase.Table with { TrainSize = 8 };
        ProblemException exception = Assert.Throws<ProblemException>(() => SamplingCase.PrepareFold(table, 0, 9));
        Assert.Equal(
            "labelAudit.folds: expected at least 9 distinct samples outside the test set, one for each fold, received 8. Use fewer folds.", exception.Message);
    }

    [Fact]
    public void PrepareFold_ClassWithOneSample_IsAProblem()
    {
        SyntheticOptions table = SamplingCase.Table with { TrainSize = 3 };
        ProblemException exception = Assert.Throws<ProblemException>(() => SamplingCase.PrepareFold(table, 0, 2));
        Assert.Contains("to train on in fold 0 of 2", exception.Message, StringComparison.Ordinal);
    }
}
