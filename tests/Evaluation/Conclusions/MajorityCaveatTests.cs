using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class MajorityCaveatTests
{
    private static readonly int[] s_nineToOne = [.. Enumerable.Range(0, 400).Select(row => row % 10 == 0 ? 1 : 0)];

    private static string[] Of(int[] labels, int classes, params int[][] predicted)
    {
        VariantScores scores = PlantedScores.Of(labels, classes, [.. predicted.Select(ofRepeat => PlantedScores.Predicting(classes, ofRepeat))]);
        ConfusionMatrix confusion = ClassConclusion.Confusion(scores, classes)!;
        string[] names = [.. Enumerable.Range(0, classes).Select(index => FormattableString.Invariant($"{index}"))];
        return
        [
            .. MajorityCaveat.Of(scores, new VariantResult
            {
                Name = "baseline",
                Trials = scores.Trials,
                Summary = MetricSummaries.Of(scores, classes),
                Classes = ClassConclusion.Classes(scores, confusion, names),
            }),
        ];
    }

    [Fact]
    public void Of_ConstantAnswer_IsNotBetterThanItself()
    {
        string[] caveats = Of(s_nineToOne, 2, new int[400], new int[400]);

        Assert.StartsWith("Always answering \"0\", the most frequent training class, scores 90.0% on these test rows; this model's 90.0% (", Assert.Single(caveats), StringComparison.Ordinal);
        Assert.EndsWith("is not shown to be better than that.", caveats[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FarBelow_SaysWorse()
    {
        int[] half = [.. Enumerable.Range(0, 400).Select(row => row % 2)];

        Assert.EndsWith("is worse than that.", Assert.Single(Of(s_nineToOne, 2, half, half)), StringComparison.Ordinal);
    }

    // By hand: 4,000 rows of three classes at 3500, 300 and 200, all of the first and 100 of the second right: accuracy 90%, classes (1 + 1/3 + 0)/3.
    [Fact]
    public void Of_BetterThanConstantButBlindToRareClasses_SaysWhatMakesIt()
    {
        int[] labels = [.. Enumerable.Range(0, 4000).Select(row => row % 40 < 35 ? 0 : row % 40 < 38 ? 1 : 2)];
        int[] predicted = [.. labels.Select((label, row) => label == 1 && row % 3 == 0 ? 1 : 0)];

        string caveat = Assert.Single(Of(labels, 3, predicted, predicted));
        Assert.StartsWith("Test accuracy is above the 87.5% of always answering \"0\", but the mean accuracy over classes is ", caveat, StringComparison.Ordinal);
        Assert.Contains("33.3% of guessing", caveat, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GoodModel_SaysNothing() => Assert.Empty(Of(s_nineToOne, 2, [.. s_nineToOne], [.. s_nineToOne]));
}
