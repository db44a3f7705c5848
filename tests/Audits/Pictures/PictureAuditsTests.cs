using MlPipelines.Audits;
using MlPipelines.Evaluation;
using MlPipelines.Tests.Trainers;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Audits;

public class PictureAuditsTests
{
    [Fact]
    public void Mistakes_OfSixRows_AreTheWrongOnesTheSurestFirst()
    {
        // Labels are 0, 1, 0, 1, 0, 1.
        using PicturedData data = new(4, 2, 6);
        RecordedPictures pictures = new();
        ModelView view = View([0.9f, 0.1f, 0.6f, 0.4f, 0.2f, 0.8f, 0.5f, 0.5f, 0.4f, 0.6f, 0.01f, 0.99f]);

        MistakeAudit mistakes = MistakeAudits.Audit(data, view, pictures)!;

        // Row 3 has equal probabilities: the first of equals is predicted.
        Assert.Equal((6, 4), (mistakes.Rows, mistakes.Wrong));
        Assert.Equal([2, 1, 4, 3], mistakes.Examples.Select(mistake => mistake.Row));
        Mistake surest = mistakes.Examples[0];
        Assert.Equal(("test/2.png", "a", "b", "pictures/test-2.png"), (surest.Id, surest.Label, surest.Predicted, surest.Picture));
        Assert.Equal((0.8, 0.2), (surest.Confidence, surest.LabelProbability), Close);
        Assert.Equal(4, pictures.Pictures.Count);
    }

    [Fact]
    public void Mistakes_OfAHundred_AreTwentyFour()
    {
        using PicturedData data = new(2, 2, 100);
        MistakeAudit mistakes = MistakeAudits.Audit(data, View([.. Enumerable.Range(0, 100).SelectMany(_ => (float[])[0.3f, 0.7f])]), null)!;
        Assert.Equal((50, 24), (mistakes.Wrong, mistakes.Examples.Count));
        Assert.All(mistakes.Examples, mistake => Assert.Null(mistake.Picture));
    }

    [Fact]
    public void Mistakes_WithoutAModel_AreNotKnown()
    {
        using PicturedData data = new(2, 2, 2);
        Assert.Null(MistakeAudits.Audit(data, null, null));
    }

    [Fact]
    public void ClassAverages_OfDrawnImages_AreTheirMeans()
    {
        using PicturedData data = new(6, 2, 4);
        RecordedPictures pictures = new();
        PictureAudit audit = PictureAudits.Audit(data, null, null, pictures, TestContext.Current.CancellationToken)!;

        Assert.Equal([("a", 3, 2), ("b", 3, 2)], audit.ClassAverages.Select(average => (average.Class, average.TrainRows, average.TestRows)));
        byte[] mean = [.. Enumerable.Range(0, 400).Select(pixel => (byte)Math.Round((data.TrainSet.Pixels(1)[pixel] + data.TrainSet.Pixels(3)[pixel] + data.TrainSet.Pixels(5)[pixel]) / 3.0))];
        Assert.Equal(mean, pictures.Pictures["mean-train-1"].Pixels);
        Assert.Null(audit.Attention);
        Assert.Empty(audit.Augmented);
    }

    [Fact]
    public void Paths_Alike_ShowOneImageWithoutADifference()
    {
        using PicturedData data = new(2, 3, 2);
        PathPictures pair = Assert.Single(PictureAudits.Audit(data, null, null, new RecordedPictures(), TestContext.Current.CancellationToken)!.Paths);
        Assert.Equal(("validation/0.png", 0.0, null), (pair.Id, pair.MeanDifference, pair.Difference));
    }

    [Fact]
    public void Audit_Table_HasNoPictures()
    {
        using ArrayData data = Samples.BlobData();
        Assert.Null(PictureAudits.Audit(data, null, null, null, TestContext.Current.CancellationToken));
    }

    private static ModelView View(float[] test) => new(new Dictionary<string, FeatureMatrix>(), new Dictionary<string, float[]> { ["test"] = test });

    private static bool Close((double, double) one, (double, double) other) => Math.Abs(one.Item1 - other.Item1) < 1e-6 && Math.Abs(one.Item2 - other.Item2) < 1e-6;
}
