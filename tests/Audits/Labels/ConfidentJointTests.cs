using MlPipelines.Audits;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ConfidentJointTests
{
    // A naive computation over numpy 1.24.2 of the definitions in the paper: thresholds, counts, calibrated joint, noise rate, ranked suspects.
    [Fact]
    public void Count_SixtyRows_IsNaiveNumpy()
    {
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        AuditedRows rows = AuditCase.Rows(labels, probabilities);
        ConfidentJoint joint = new ConfidentJoint(rows).Count();
        double[] thresholds = [0.5784801136363636, 0.4813639322916667, 0.46568080357142855];
        Assert.All(thresholds.Zip(joint.Thresholds), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(double.PositiveInfinity, joint.Thresholds[3]);
        Assert.Equal([12, 0, 2, 0, 3, 11, 0, 0, 0, 3, 10, 0, 0, 0, 0, 0], joint.Counts.Cast<int>());
        double[] calibrated =
        [
            18.857142857142858, 0, 3.142857142857143, 0,
            5.142857142857142, 18.857142857142858, 0, 0,
            0, 3.230769230769231, 10.76923076923077, 0,
            0, 0, 0, 0,
        ];
        Assert.All(calibrated.Zip(joint.Calibrated().SelectMany(row => row)), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(0.19194139194139193, joint.NoiseRate(), 12);
        Assert.Equal(
            [(54, 2, 1), (0, 1, 0), (12, 0, 2), (30, 1, 0), (42, 0, 2), (6, 2, 1), (48, 1, 0), (24, 2, 1)],
            SuspectRow.Of(rows, joint).Select(suspect => (suspect.Row, suspect.Given, suspect.Suggested)));
    }

    // numpy 1.24.2, 4,000 replicates: 0.0595 to 0.2893.
    [Fact]
    public void Bootstrap_SixtyRows_IsNumpysWithinItsOwnNoise()
    {
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        Interval interval = NoiseRateBootstrap.Of(AuditCase.Rows(labels, probabilities))!;
        Assert.Equal(0.0595, interval.Lower, 0.02);
        Assert.Equal(0.2893, interval.Upper, 0.02);
        Assert.Equal(interval, NoiseRateBootstrap.Of(AuditCase.Rows(labels, probabilities)));
        Assert.Null(NoiseRateBootstrap.Of(AuditCase.Rows([0], [0.5f, 0.5f])));
    }

    [Fact]
    public void Count_Weights_CountAsCopies()
    {
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        int[] weights = [.. Enumerable.Range(0, 60).Select(row => row % 4)];
        int[] copies = [.. Enumerable.Range(0, 60).SelectMany(row => Enumerable.Repeat(row, row % 4))];
        ConfidentJoint weighted = new ConfidentJoint(AuditCase.Rows(labels, probabilities)).Count(weights);
        ConfidentJoint copied = new ConfidentJoint(AuditCase.Rows(
            [.. copies.Select(row => labels[row])], [.. copies.SelectMany(row => probabilities[(4 * row)..((4 * row) + 4)])])).Count();
        Assert.Equal(copied.Counts.Cast<int>(), weighted.Counts.Cast<int>());
        Assert.Equal(copied.NoiseRate(), weighted.NoiseRate(), 12);
    }

    [Fact]
    public void Count_EqualProbabilities_CountForTheGivenClass()
    {
        AuditedRows rows = AuditCase.Rows([0, 1, 2, 0], [.. Enumerable.Repeat(1 / 3f, 12)]);
        ConfidentJoint joint = new ConfidentJoint(rows).Count();
        Assert.Equal([2, 0, 0, 0, 1, 0, 0, 0, 1], joint.Counts.Cast<int>());
        Assert.Equal(0, joint.NoiseRate());
        Assert.Empty(SuspectRow.Of(rows, joint));
    }

    [Fact]
    public void Calibrated_SamplesOfNoConfidentClass_AreSharedLikeTheOthers()
    {
        // Thresholds 0.5 and 0.4; c is never given. Rows 0 and 2 reach no threshold, rows 1 and 3 their own.
        ConfidentJoint joint = new ConfidentJoint(AuditCase.Rows(
            [0, 0, 1, 1],
            [0.4f, 0.39f, 0.21f, 0.6f, 0.2f, 0.2f, 0.45f, 0.35f, 0.2f, 0.3f, 0.45f, 0.25f])).Count();
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 0], joint.Counts.Cast<int>());
        Assert.Equal([2, 0, 0], joint.Calibrated()[0]);
        Assert.Equal([0, 2, 0], joint.Calibrated()[1]);
        Assert.Equal([0, 0, 0], joint.Calibrated()[2]);

        // Weights that leave rows 0 and 2 alone in their classes: their probabilities are the thresholds, 0.4 and 0.35, and row 2 is surer of a.
        joint.Count([1, 0, 1, 0]);
        Assert.Equal([1, 0, 0, 1, 0, 0, 0, 0, 0], joint.Counts.Cast<int>());
    }

    [Fact]
    public void Of_LikelierGivenClass_IsNoSuspect()
    {
        // Thresholds: a 0.75, b 0.3. Row 1, given a with 0.55, is below a's and above b's: off the diagonal, yet a is likelier.
        AuditedRows rows = AuditCase.Rows([0, 0, 1], [0.95f, 0.05f, 0.55f, 0.45f, 0.7f, 0.3f]);
        ConfidentJoint joint = new ConfidentJoint(rows).Count();
        Assert.Equal([1, 1, 0, 1], joint.Counts.Cast<int>());
        Assert.Empty(SuspectRow.Of(rows, joint));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void NoiseRate_PlantedNoise_IsFound(double rate)
    {
        (int[] truth, int[] given, float[] probabilities) = AuditCase.Planted(3000, 5, rate, bonus: 5, seed: 3);
        AuditedRows rows = AuditCase.Rows(given, probabilities);
        ConfidentJoint joint = new ConfidentJoint(rows).Count();
        Assert.Equal(rate, joint.NoiseRate(), 0.02);
        Assert.Equal(3000, joint.Calibrated().Sum(row => row.Sum()), 6);

        IReadOnlyList<SuspectRow> suspects = SuspectRow.Of(rows, joint);
        int found = suspects.Count(suspect => truth[suspect.Row] != suspect.Given);
        Assert.True(found >= 0.9 * rate * 3000);
        Assert.True(suspects.Count - found <= 30);
    }
}
