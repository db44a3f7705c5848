using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ShiftSplitTests
{
    /// <summary>
    /// Validation: class 0 right in 3 of 4, class 1 in 1 of 2; a_V = 4/6. Test: class 0 right in 1 of 1, class 1 in 2 of 3, the first of which is a copy and right. sum_c w_c recall_c = 1/4 x 3/4 + 3/4 x 1/2 = 9/16;
    /// a_U = 2/3; a_T = 3/4.
    /// </summary>
    [Fact]
    public void Of_SmallExample_IsTheHandWorkedSplit()
    {
        ShiftRow[] validation = [Row(0, 1), Row(0, 1), Row(0, 1), Row(0, 0), Row(1, 1), Row(1, 0)];
        ShiftRow[] test = [Row(0, 1), Row(1, 1, isLeaked: true), Row(1, 1), Row(1, 0)];
        ShiftParts parts = Of(validation, test);
        Assert.Equal((4 / 6.0) - (9 / 16.0), parts.Label.Mean, 1e-15);
        Assert.Equal((9 / 16.0) - (2 / 3.0), parts.Other.Mean, 1e-15);
        Assert.Equal((2 / 3.0) - (3 / 4.0), parts.Leakage.Mean, 1e-15);
    }

    /// <summary>The class 1 has no validation row: its test rows count as a_V = 3/4, so Label is a_V - (1/2 x 3/4 + 1/2 x 3/4) = 0 and its failure is Other.</summary>
    [Fact]
    public void Of_ClassMissingInValidation_CostsOther()
    {
        ShiftParts parts = Of([Row(0, 1), Row(0, 1), Row(0, 1), Row(0, 0)], [Row(0, 1), Row(0, 1), Row(1, 0), Row(1, 0)]);
        Assert.Equal(0, parts.Label.Mean, 1e-15);
        Assert.Equal(0.25, parts.Other.Mean, 1e-15);
        Assert.Equal(new CauseEstimate(0, 0, double.PositiveInfinity), parts.Leakage);
    }

    [Fact]
    public void Of_AllTestRowsLeaked_IsLeakage()
    {
        ShiftParts parts = Of([Row(0, 1), Row(0, 0), Row(1, 1)], [Row(0, 1, isLeaked: true), Row(1, 1, isLeaked: true)]);
        Assert.Equal(0, parts.Other.Mean);
        Assert.Equal(0.75 - 1, parts.Leakage.Mean, 1e-15);
        Assert.Equal((2 / 3.0) - 1, parts.Label.Mean + parts.Leakage.Mean, 1e-15);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_Study_SumsToTheShiftPart(bool kFold)
    {
        var study = new SyntheticStudy { KFold = kFold, LabelOf = row => row % 7 < 4 ? row % 3 : row % 10 };
        VariantScores baseline = Baseline(study);
        GapPart shift = GapConclusion.Of(baseline)!.Parts.Single(part => part.Name == "shift");
        ShiftParts parts = ShiftSplit.Of(baseline, Leaked(Enumerable.Range(0, 60)))!;
        Assert.Equal(shift.Difference, parts.Label.Mean + parts.Other.Mean + parts.Leakage.Mean, 1e-12);
        Assert.True(parts.Other.Variance > 0);

        // Rows that every repeat draws anew: the audit of one repeat says nothing about them.
        Assert.Equal(kFold, parts.Leakage.Variance == 0);
        Assert.Equal(kFold, parts.Leakage.Mean == 0);
    }

    [Fact]
    public void Of_StudyWithoutAudit_HasNoLeakage()
    {
        ShiftParts parts = ShiftSplit.Of(Baseline(new SyntheticStudy()), null)!;
        Assert.Equal(new CauseEstimate(0, 0, double.PositiveInfinity), parts.Leakage);
    }

    [Fact]
    public void Of_NoTestMeasurement_IsNull()
    {
        Assert.Null(ShiftSplit.Of(Baseline(new SyntheticStudy { Failed = [.. Enumerable.Range(0, 5).Select(repeat => ("baseline", repeat))] }), null));
    }

    /// <summary>
    /// An independent source of the variance: the jackknife of the plain formulas, leaving out one row at a time, (n - 1)/n times the sum of squared deviations for each set.
    /// </summary>
    [Fact]
    public void Of_OneRepeat_HasTheVarianceOfTheJackknife()
    {
        ShiftRow[] validation = [.. Enumerable.Range(0, 240).Select(row => Row(row % 3, row % (5 + (row % 3)) == 0 ? 0 : 1))];
        ShiftRow[] test = [.. Enumerable.Range(0, 300).Select(row => Row(row % 5 % 3, row % (3 + (row % 3)) == 0 ? 0 : 1, row % 10 == 0))];
        ShiftParts parts = Of(validation, test);
        AssertNear(Jackknife(validation, test, means => means.Label), parts.Label.Variance);
        AssertNear(Jackknife(validation, test, means => means.Other), parts.Other.Variance);
        AssertNear(Jackknife(validation, test, means => means.Leakage), parts.Leakage.Variance);

        static void AssertNear(double expected, double actual) => Assert.InRange(actual, 0.97 * expected, 1.03 * expected);
    }

    private static double Jackknife(ShiftRow[] validation, ShiftRow[] test, Func<(double Label, double Other, double Leakage), double> part)
    {
        double OfSet(int rows, Func<int, double> without)
        {
            double[] values = [.. Enumerable.Range(0, rows).Select(without)];
            double mean = values.Average();
            return (rows - 1.0) / rows * values.Sum(value => (value - mean) * (value - mean));
        }

        return OfSet(validation.Length, left => part(Plain([.. validation.Where((_, row) => row != left)], test)))
            + OfSet(test.Length, left => part(Plain(validation, [.. test.Where((_, row) => row != left)])));
    }

    private static (double Label, double Other, double Leakage) Plain(ShiftRow[] validation, ShiftRow[] test)
    {
        double accuracy = validation.Average(row => row.Right);
        double reweighted = test.Average(row => validation.Where(other => other.Label == row.Label).Average(other => other.Right));
        double unleaked = test.Where(row => !row.IsLeaked).Average(row => row.Right);
        return (accuracy - reweighted, reweighted - unleaked, unleaked - test.Average(row => row.Right));
    }

    private static ShiftParts Of(ShiftRow[] validation, ShiftRow[] test) => ShiftSplit.Of([ShiftInfluences.Of(validation, test)], sameValidation: true, sameTest: true, 0);

    private static ShiftRow Row(int label, double right, bool isLeaked = false) => new(label, right, isLeaked);

    private static VariantScores Baseline(SyntheticStudy study) =>
        VariantScores.Read("baseline", study.Configuration().Baseline, study.Trials(), study.Rows);

    private static LeakageAudit Leaked(IEnumerable<int> rows) => new()
    {
        TestRows = 500,
        Exact = rows.Count(),
        Near = 0,
        Rows = [.. rows.Select(row => new LeakedRow(row, "train", row, true, true))],
        TrainingCopies = [],
        Method = "planted",
    };
}
