using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class SweepConclusionTests
{
    private static readonly PowerLaw s_law = new(0.05, 0.25 * Math.Sqrt(150), 0.5);

    private static readonly SyntheticStudy s_sizes = new()
    {
        Repeats = 4,
        Variants = [Sized("baseline", 600), Sized("trainSize-300", 300), Sized("trainSize-150", 150)],
    };

    private static readonly Lazy<StudyResult> s_result = new(() => Conclude(s_sizes, "data.trainSize"));

    [Fact]
    public void Of_TrainSize_PutsTheBaselineWithAllItsSamplesAtItsPlace()
    {
        SweepResult sweep = Assert.Single(s_result.Value.Sweeps);

        Assert.Equal("data.trainSize", sweep.Path);
        Assert.Equal([("trainSize-150", "150", 150.0), ("trainSize-300", "300", 300), ("baseline", "600", 600)], sweep.Points.Select(point => (point.Variant, point.Label, point.Value!.Value)));
        foreach (SweepPoint point in sweep.Points)
        {
            VariantResult variant = s_result.Value.Variants.Single(variant => variant.Name == point.Variant);
            Assert.Equal(variant.Summary["test"]["accuracy"], point.Test);
            Assert.Equal(variant.Summary["trainClean"]["accuracy"], point.Train);
            Assert.Equal(variant.Gap!.Total, point.Gap);
        }
    }

    [Fact]
    public void Of_TrainSize_FitsTheLearningCurve()
    {
        LearningCurve curve = s_result.Value.Sweeps[0].LearningCurve!;
        double gain = s_law.At(600) - s_law.At(1200);

        Assert.Equal(600, curve.Largest);
        Assert.InRange(1 - s_law.At(1200), curve.AccuracyAtTwiceInterval.Lower, curve.AccuracyAtTwiceInterval.Upper);
        Assert.InRange(gain, curve.GainInterval.Lower, curve.GainInterval.Upper);
        Assert.InRange(curve.AccuracyAtTwiceInterval.HalfWidth, 0.01, 0.08);
        Assert.Equal(150, curve.Curve[0].X, 1e-9);
        Assert.Equal(1200, curve.Curve[^1].X, 1e-9);
        Assert.Equal(curve.AccuracyAtTwice, curve.Curve[^1].Y, 1e-12);
        Assert.Equal(curve.AccuracyAtTwice - (1 - curve.Floor - (curve.Factor * Math.Pow(600, -curve.Exponent))), curve.Gain, 1e-12);
    }

    [Fact]
    public void Of_TrainSize_IsTheSameTwice() => Assert.Equal(
        s_result.Value.Sweeps[0].LearningCurve!.GainInterval, Conclude(s_sizes, "data.trainSize").Sweeps[0].LearningCurve!.GainInterval);

    [Fact]
    public void Of_OneRepeat_HasPointsButNoCurve() => Assert.Null(Conclude(s_sizes with { Repeats = 1 }, "data.trainSize").Sweeps[0].LearningCurve);

    [Fact]
    public void Of_SizeThatFailed_HasAPointWithoutFigures()
    {
        SyntheticStudy failed = s_sizes with { Repeats = 2, Failed = [("trainSize-150", 0), ("trainSize-150", 1)] };
        SweepResult sweep = Conclude(failed, "data.trainSize").Sweeps[0];

        Assert.Equal(new SweepPoint("trainSize-150", "150", 150, null, null, null), sweep.Points[0]);
        Assert.Null(sweep.LearningCurve);
    }

    [Fact]
    public void Of_OtherOption_HasNoCurveAndTheBaselinesOwnValue()
    {
        SyntheticStudy study = new()
        {
            Repeats = 1,
            Variants = [new("baseline", 0.9, 0.8, 0.8), Valued("large", 0.1), Valued("small", 1e-5), Valued("same", 0.001)],
        };
        SweepResult sweep = Conclude(study, "training.optimizer.learningRate").Sweeps[0];

        // The default rate, 0.001, is a variant's, too: one point.
        Assert.Equal(["small", "same", "large"], sweep.Points.Select(point => point.Variant));
        Assert.Null(sweep.LearningCurve);
    }

    [Fact]
    public void Of_WordsAndNumbers_KeepTheOrderOfTheFile()
    {
        SyntheticStudy study = new()
        {
            Repeats = 1,
            Variants =
            [
                new("baseline", 0.9, 0.8, 0.8),
                new("stretch", 0.9, 0.8, 0.8) { Patch = """{ "pipeline": { "resize": "stretch" } }""" },
                new("crop", 0.9, 0.8, 0.8) { Patch = """{ "pipeline": { "resize": "crop" } }""" },
            ],
        };
        SweepResult sweep = Conclude(study, "pipeline.resize").Sweeps[0];

        Assert.Equal(["stretch", "crop"], sweep.Points.Where(point => point.Variant != "baseline").Select(point => point.Label));
        Assert.All(sweep.Points, point => Assert.Null(point.Value));
    }

    [Fact]
    public void Of_NothingSwept_IsEmpty() => Assert.Empty(new SyntheticStudy { Repeats = 1 }.Conclude().Sweeps);

    [Theory]
    [InlineData("0.1", "0.1", 0.1)]
    [InlineData("1e-5", "1e-5", 1e-5)]
    [InlineData("\"adam\"", "adam", null)]
    [InlineData("true", "true", null)]
    [InlineData("[1,2]", "[1,2]", null)]
    public void SweptValue_AnyJson_IsLabelledAsWritten(string json, string label, double? number)
    {
        JsonNode value = JsonNode.Parse(json)!;

        Assert.Equal((label, number), (SweptValue.Label(value), SweptValue.Number(value)));
    }

    private static SyntheticVariant Sized(string name, int size) =>
        new(name, 0.99, 1 - s_law.At(size), 1 - s_law.At(size)) { Patch = $$"""{ "data": { "trainSize": {{size}} } }""" };

    private static SyntheticVariant Valued(string name, double rate) =>
        new(name, 0.9, 0.8, 0.8) { Patch = FormattableString.Invariant($$"""{ "training": { "optimizer": { "learningRate": {{rate}} } } }""") };

    private static StudyResult Conclude(SyntheticStudy study, string path)
    {
        StudyConfiguration configuration = study.Configuration();
        configuration = configuration with { Variants = [.. configuration.Variants.Select(variant => variant with { SweptPath = path })] };
        return StudyConclusion.Conclude(
            configuration, study.Provenance(), study.Dataset(), new StudyEvidence { Trials = study.Trials(), Rows = study.Rows });
    }
}
