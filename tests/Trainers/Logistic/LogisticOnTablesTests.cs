using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>From a file to predictions on held-out rows.</summary>
public sealed class LogisticOnTablesTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    /// <summary>The floors are what always answering with the most frequent class reaches, plus a margin: 0.735, 0.627, 0.442.</summary>
    [Theory]
    [InlineData("customer_churn.csv", "churn", 0.78)]
    [InlineData("breast_cancer.csv", "diagnosis", 0.93)]
    [InlineData("penguins.csv", "species", 0.95)]
    public void Train_TableOfTheAssets_PredictsHeldOutRows(string file, string label, double floor)
    {
        using PreparedData data = TableCase.Prepare(TableCase.Options(RepositoryFiles.Asset("tables", file), label: label));
        Assert.InRange(TestAccuracy(data), floor, 1);
    }

    [Fact]
    public void Train_SortedByClassOrShuffled_GivesTheSameModelOnTheSameRows()
    {
        string[] lines = File.ReadAllLines(RepositoryFiles.Asset("tables", "penguins.csv"));
        string[] shuffled = lines[1..];
        new CounterRandom(3, 0, RandomStream.Order).Shuffle(shuffled.AsSpan());
        using PreparedData sorted = TableCase.Prepare(TableCase.Options(RepositoryFiles.Asset("tables", "penguins.csv"), label: "species"));
        using PreparedData mixed = TableCase.Prepare(TableCase.Options(_case.Write("penguins.csv", string.Join('\n', [lines[0], .. shuffled])), label: "species"));

        // The same rows are held out, so the models differ by the rounding of another order of summation only.
        Assert.Equal(
            sorted.Split.Test.Select(row => lines[row + 1]).Order(StringComparer.Ordinal), mixed.Split.Test.Select(row => shuffled[row]).Order(StringComparer.Ordinal));
        Assert.Equal(TestAccuracy(sorted), TestAccuracy(mixed), 1e-9);
    }

    private static double TestAccuracy(PreparedData data)
    {
        using LogisticModel model = LogisticCase.Train(data);
        float[][] predictions = [.. LogisticCase.Predict(model, data.Test).Chunk(data.Classes.Count)];
        return data.Test.Labels.Select((label, row) => Array.IndexOf(predictions[row], predictions[row].Max()) == label ? 1.0 : 0).Average();
    }
}
