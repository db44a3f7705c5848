using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class PrecisionRecallConclusionTests
{
    // By hand, from the surest: right, wrong, two tied (one right), right. Recalls 1/3 at precision 1, 2/3 at 2/4, 1 at 3/5.
    [Fact]
    public void PrecisionAtRecalls_TiedProbabilities_CountTogether()
    {
        float[] second = [0.9f, 0.8f, 0.5f, 0.5f, 0.2f];
        RankedClass ranked = RankedClass.Of([1, 0, 1, 0, 1], [.. second.SelectMany(value => (float[])[1 - value, value])], 2, 1);
        Assert.Equal([1, 0.5, 0.6], ranked.PrecisionAtRecalls(3), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void PrecisionAtRecalls_MorePlacesThanRows_RepeatTheLast()
    {
        RankedClass ranked = RankedClass.Of([1, 0], [0.1f, 0.9f, 0.8f, 0.2f], 2, 1);
        Assert.Equal([1, 1, 1, 1], ranked.PrecisionAtRecalls(4));
    }

    // The naive definition: of the thresholds that reach a recall the highest, by trying each.
    [Fact]
    public void Of_RankingCase_IsThatOfTryingEveryThreshold()
    {
        PrecisionRecallCurve curve = Assert.Single(PrecisionRecallConclusion.Of(PlantedScores.Of(RankingCase.Labels, 2, RankingCase.Probabilities), ["no", "yes"]));
        float[] scores = [.. RankingCase.Labels.Select((_, row) => RankingCase.Probabilities[(row * 2) + 1])];
        int positives = RankingCase.Labels.Count(label => label == 1);

        Assert.Equal("yes", curve.Class);
        Assert.Equal((double)positives / RankingCase.Labels.Length, curve.Share, 1e-12);
        Assert.Equal(20, curve.Points.Count);
        foreach (PrecisionPoint point in curve.Points)
        {
            double expected = scores.Distinct().OrderDescending()
                .Select(threshold => (Found: RankingCase.Labels.Where((label, row) => label == 1 && scores[row] >= threshold).Count(), Taken: scores.Count(score => score >= threshold)))
                .First(taken => taken.Found >= (point.Recall * positives) - 1e-9) is var reached ? (double)reached.Found / reached.Taken : 0;
            Assert.Equal(expected, point.Precision, 1e-12);
            Assert.Equal((point.Precision, point.Precision), (point.Least, point.Greatest));
        }
    }

    [Fact]
    public void Of_ManyClasses_KeepsTheTwentyWorst()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 30)];
        IReadOnlyList<PrecisionRecallCurve> curves = PrecisionRecallConclusion.Of(
            PlantedScores.Of(labels, 30, PlantedScores.Predicting(30, labels.Select(label => label < 5 ? 29 : label))), [.. Enumerable.Range(0, 30).Select(index => $"c{index}")]);
        Assert.Equal(20, curves.Count);
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], curves.Take(6).Where(curve => curve.Class != "c29").Take(5).Select(curve => curve.Class).Order());
        Assert.All(curves.Zip(curves.Skip(1)), pair => Assert.True(pair.First.AveragePrecision <= pair.Second.AveragePrecision));
    }

    [Fact]
    public void Of_ClassWithoutARow_IsLeftOut() => Assert.DoesNotContain(
        PrecisionRecallConclusion.Of(PlantedScores.Of([0, 1, 0], 3, PlantedScores.Predicting(3, [0, 1, 2])), ["a", "b", "none"]), curve => curve.Class == "none");
}
