using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class StudyConclusionTests
{
    private static readonly SyntheticStudy s_study = new();
    private static readonly Lazy<StudyResult> s_result = new(s_study.Conclude);

    [Fact]
    public void Conclude_ThreeVariants_KeepsTheirOrderAndPatches()
    {
        Assert.Equal(["baseline", "dropout", "noAugmentation"], s_result.Value.Variants.Select(variant => variant.Name));
        Assert.Null(s_result.Value.Variants[0].Patch);
        Assert.Equal(0.5, (double)s_result.Value.Variants[1].Patch!["model"]!["dropout"]!);
    }

    [Fact]
    public void Conclude_Gap_PartsAddUpToTheTotalExactly()
    {
        foreach (VariantResult variant in s_result.Value.Variants)
        {
            GapResult gap = variant.Gap!;
            Assert.Equal(["generalisation", "skew", "shift"], gap.Parts.Select(part => part.Name));
            Assert.Equal(gap.Total.Difference, gap.Parts.Sum(part => part.Difference));
            double train = variant.Summary["trainClean"]["accuracy"].Mean;
            double test = variant.Summary["test"]["accuracy"].Mean;
            Assert.Equal(train - test, gap.Total.Difference, 1e-12);
            Assert.InRange(gap.Total.Difference, gap.Total.Interval.Lower, gap.Total.Interval.Upper);
            Assert.Equal(gap.Total.Interval.HalfWidth, gap.Floor.Mean, 1e-15);
            Assert.NotNull(gap.Floor.SingleRun);
        }
    }

    [Fact]
    public void Conclude_PlantedGap_SaysGapAndGeneralisation()
    {
        StudyVerdict verdict = s_result.Value.Verdict;
        Assert.Equal("gap", verdict.State);
        Assert.Equal("generalisation", verdict.LargestPart);
        Assert.Matches(
            @"^Train accuracy \d+\.\d%, test accuracy \d+\.\d%: a gap of \d+\.\d points \(\d+\.\d to \d+\.\d, 95% over 5 repeats and all rows; noise floor of one run ±\d+\.\d\)\. ",
            verdict.Sentence);
        Assert.Contains("is generalisation: the model fits its training samples better than unseen ones of the same kind.", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(verdict.Caveats, caveat => caveat.Contains("takes 7 repeats for 2 variants", StringComparison.Ordinal));
    }
}
