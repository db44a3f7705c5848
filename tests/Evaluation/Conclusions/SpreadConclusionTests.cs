using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class SpreadConclusionTests
{
    [Fact]
    public void Of_ThreeVariants_AreTheDeviationsOfTheTrials()
    {
        SyntheticStudy study = new() { Repeats = 8, Failed = [("dropout", 2)] };
        IReadOnlyList<SpreadResult> spreads = study.Conclude().Spreads;
        double[] Accuracies(string variant, params int[] without) =>
        [
            .. study.Trials().Where(trial => trial.Variant == variant && trial.State == MlPipelines.Evaluation.TrialState.Finished && !without.Contains(trial.Repeat))
                .Select(trial => trial.Measurements["test"].Accuracy),
        ];
        SpreadRatio ratio = StandardDeviationInterval.Ratio(Accuracies("dropout"), Accuracies("baseline", 2))!;

        Assert.Equal(["baseline", "dropout", "noAugmentation"], spreads.Select(spread => spread.Variant));
        Assert.Equal([8, 7, 8], spreads.Select(spread => spread.Repeats));
        Assert.Equal(Math.Sqrt(SampleSetScores.Variance(Accuracies("baseline"))), spreads[0].StandardDeviation, 1e-14);
        Assert.Equal(StandardDeviationInterval.Of(spreads[1].StandardDeviation, 7), spreads[1].Interval);
        Assert.Null(spreads[0].Ratio);
        Assert.Null(spreads[0].AdjustedP);
        Assert.Equal(ratio.Ratio, spreads[1].Ratio!.Value, 1e-12);
        Assert.Equal(ratio.Interval.Upper, spreads[1].RatioInterval!.Upper, 1e-12);
        SpreadRatio other = StandardDeviationInterval.Ratio(Accuracies("noAugmentation"), Accuracies("baseline"))!;
        double[] adjusted = HolmCorrection.Adjust([ratio.P, other.P]);
        Assert.Equal(adjusted[0], spreads[1].AdjustedP!.Value, 1e-12);
        Assert.Equal(adjusted[1], spreads[2].AdjustedP!.Value, 1e-12);
    }

    [Fact]
    public void Of_IdenticalRepeats_IsExactlyZeroWithoutARatio()
    {
        IReadOnlyList<SpreadResult> spreads = new SyntheticStudy { Deterministic = true }.Conclude().Spreads;

        Assert.All(spreads, spread => Assert.Equal(0, spread.StandardDeviation));
        Assert.All(spreads, spread => Assert.Null(spread.Ratio));
    }

    [Fact]
    public void Of_TwoRepeatsOrFolds_IsEmpty()
    {
        Assert.Empty(new SyntheticStudy { Repeats = 2 }.Conclude().Spreads);
        Assert.Empty(new SyntheticStudy { KFold = true }.Conclude().Spreads);
    }
}
