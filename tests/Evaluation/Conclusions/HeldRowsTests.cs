using System.Text.Json;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class HeldRowsTests
{
    private static readonly SyntheticStudy s_study = new() { Repeats = 3, TrainRows = 60, ValidationRows = 30, TestRows = 50 };

    [Fact]
    public void Conclude_WithoutRoomForAVariant_FindsTheSame()
    {
        (StudyResult free, int once) = Conclude(new HeldRows());
        (StudyResult bounded, int readings) = Conclude(new HeldRows(mostBytes: 0));

        Assert.Equal(JsonSerializer.Serialize(free), JsonSerializer.Serialize(bounded));
        Assert.Equal(once, readings);
    }

    [Fact]
    public void Trim_BeyondTheBounds_LetsGoOfTheFirstReadButForTheKeptOne()
    {
        HeldRows held = new(mostBytes: 0);
        VariantScores[] variants = [.. s_study.Variants.Select(variant =>
            VariantScores.Read(variant.Name, s_study.Configuration().Baseline, s_study.Trials(), s_study.Rows, held))];
        int[] predicted = variants[1].Scores(MeasurementNames.Test, 1).Predicted;

        held.Trim(variants[0]);

        Assert.Equal([true, false, false], variants.Select(variant => variant.HeldBytes > 0));
        Assert.Equal(50, variants[1].Facts(MeasurementNames.Test, 1).Count);
        Assert.Equal(predicted, variants[1].Scores(MeasurementNames.Test, 1).Predicted);
        Assert.True(variants[1].HeldBytes > 0);
    }

    [Fact]
    public void Trim_WithinTheBounds_KeepsThem()
    {
        HeldRows held = new();
        VariantScores variant = VariantScores.Read("dropout", s_study.Configuration().Baseline, s_study.Trials(), s_study.Rows, held);

        held.Trim(VariantScores.Read("baseline", s_study.Configuration().Baseline, s_study.Trials(), s_study.Rows, held));

        Assert.True(variant.HeldBytes > 0);
    }

    [Fact]
    public void Read_MeasurementsOfTheSameSamples_ShareThem()
    {
        VariantScores variant = VariantScores.Read("baseline", s_study.Configuration().Baseline, s_study.Trials(), s_study.Rows);

        Assert.Same(variant.Scores(MeasurementNames.Test, 0).Labels, variant.Scores(MeasurementNames.Test, 2).Labels);
        Assert.NotSame(variant.Scores(MeasurementNames.Test, 0).Predicted, variant.Scores(MeasurementNames.Test, 2).Predicted);
    }

    private static (StudyResult Result, int Readings) Conclude(HeldRows held)
    {
        int readings = 0;
        StudyEvidence evidence = new()
        {
            Trials = s_study.Trials(),
            Rows = (variant, repeat) =>
            {
                readings++;
                return s_study.Rows(variant, repeat);
            },
        };
        return (StudyConclusion.Conclude(s_study.Configuration(), s_study.Provenance(), s_study.Dataset(), evidence, held), readings);
    }
}
