using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class EnsembleConclusionTests
{
    // Three rows of class 0, 1, 1. Members are right on rows {0, 1}, {1, 2} and {0, 2}, each with 0.6 against 0.4 where wrong and 0.9 where right, so that the mean
    // of any two, and of all three, is right everywhere.
    private static readonly VariantScores s_three = PlantedScores.Of(
        [0, 1, 1],
        2,
        [.9f, .1f, .1f, .9f, .6f, .4f],
        [.4f, .6f, .1f, .9f, .1f, .9f],
        [.9f, .1f, .6f, .4f, .1f, .9f]);

    [Fact]
    public void Of_ThreeMembersThatErrOnOtherRows_IsRightTogether()
    {
        EnsembleResult result = EnsembleConclusion.Of(s_three, 2)!;

        Assert.Equal([1, 2, 3], result.Sizes.Select(size => size.Members));
        Assert.Equal([3, 1, 1], result.Sizes.Select(size => size.Groups));
        Assert.Equal([2.0 / 3, 1, 1], result.Sizes.Select(size => size.Accuracy), Close);
        Assert.Equal([0, 1.0 / 3, 1.0 / 3], result.Sizes.Select(size => size.Gain), Close);
        Assert.Equal(-(Math.Log(2.2 / 3) + Math.Log(2.2 / 3) + Math.Log(2.2 / 3)) / 3, result.Sizes[2].LogLoss, 1e-6);
        Assert.Equal(new Interval(0, 0), result.Sizes[0].GainInterval);
        Assert.Equal(WilsonInterval.Of(3, 3), result.Sizes[2].Interval);
    }

    [Fact]
    public void Of_SyntheticStudy_AgreesWithANaiveLoop()
    {
        var study = new SyntheticStudy { Repeats = 11, TestRows = 200, InteractionSpread = 1.5 };
        EnsembleResult result = study.Conclude().Variants[0].Ensemble!;

        Assert.Equal([1, 2, 3, 5, 10, 11], result.Sizes.Select(size => size.Members));
        TrialRows[] rows = [.. Enumerable.Range(0, 11).Select(repeat => study.Rows("baseline", repeat)["test"])];
        foreach (EnsembleSize size in result.Sizes)
        {
            (double accuracy, double gain) = (0, 0);
            int groups = 11 / size.Members;
            for (int group = 0; group < groups; group++)
            {
                TrialRows[] members = rows[(group * size.Members)..((group + 1) * size.Members)];
                for (int row = 0; row < 200; row++)
                {
                    double[] mean = [.. Enumerable.Range(0, 10).Select(index => members.Average(member => (double)member.Probabilities![(row * 10) + index]))];
                    double right = Array.IndexOf(mean, mean.Max()) == rows[0].Labels[row] ? 1 : 0;
                    accuracy += right / (200.0 * groups);
                    gain += (right - members.Average(member => member.Predicted[row] == member.Labels[row] ? 1.0 : 0)) / (200.0 * groups);
                }
            }

            Assert.Equal(groups, size.Groups);
            Assert.Equal(accuracy, size.Accuracy, 1e-12);
            Assert.Equal(gain, size.Gain, 1e-12);
            Assert.InRange(size.Gain, size.GainInterval!.Lower - 1e-12, size.GainInterval.Upper + 1e-12);
        }
    }

    [Fact]
    public void Of_OneRepeatOrFolds_IsAbsent()
    {
        Assert.Null(new SyntheticStudy { Repeats = 1 }.Conclude().Variants[0].Ensemble);
        Assert.Null(new SyntheticStudy { KFold = true }.Conclude().Variants[0].Ensemble);
    }

    // By hand: leaving out any member leaves two that are right together, a gain of 1/3 each, so that seeds make no variance; rows vary around the gain by 0.
    [Fact]
    public void EnsembleGain_MembersThatAreAlike_HasNoSeedVariance()
    {
        EnsembleGain gain = EnsembleGain.Of(s_three, null)!;

        Assert.Equal(1.0 / 3, gain.Mean, 1e-12);
        Assert.Equal(0, gain.SeedVariance, 1e-15);
        Assert.Equal(0, gain.RowVariance, 1e-15);
    }

    [Fact]
    public void EnsembleGain_SyntheticStudy_IsTheJackknifeWrittenOut()
    {
        var study = new SyntheticStudy { Repeats = 6, TestRows = 150, InteractionSpread = 1.5 };
        VariantScores variant = VariantScores.Read("baseline", study.Configuration().Baseline, study.Trials(), study.Rows);
        double GainOf(int[] members)
        {
            TrialRows[] rows = [.. members.Select(repeat => study.Rows("baseline", repeat)["test"])];
            return Enumerable.Range(0, 150).Average(row =>
            {
                double[] mean = [.. Enumerable.Range(0, 10).Select(index => rows.Average(member => (double)member.Probabilities![(row * 10) + index]))];
                return (Array.IndexOf(mean, mean.Max()) == rows[0].Labels[row] ? 1.0 : 0) - rows.Average(member => member.Predicted[row] == member.Labels[row] ? 1.0 : 0);
            });
        }

        double[] without = [.. Enumerable.Range(0, 6).Select(left => GainOf([.. Enumerable.Range(0, 6).Where(repeat => repeat != left)]))];
        EnsembleGain gain = EnsembleGain.Of(variant, null)!;

        Assert.Equal(GainOf([0, 1, 2, 3, 4, 5]), gain.Mean, 1e-12);
        Assert.Equal(5.0 / 6 * without.Sum(value => (value - without.Average()) * (value - without.Average())), gain.SeedVariance, 1e-12);
        Assert.Equal(0, EnsembleGain.Of(variant, variant)!.Mean);
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) < 1e-12;
}
