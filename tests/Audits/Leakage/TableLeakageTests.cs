using System.Globalization;
using System.Text;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class TableLeakageTests
{
    [Fact]
    public void Audit_PlantedCopies_AreToldByKind()
    {
        string[][] train = [.. Enumerable.Range(0, 600).Select(row => Row(1, row))];
        string[][] test = [.. Enumerable.Range(0, 200).Select(row => Row(2, row))];
        for (int copy = 0; copy < 10; copy++)
        {
            test[copy] = [.. train[50 * copy]];
            test[20 + copy] = [.. train[(50 * copy) + 1].Select((cell, column) => column < 5 ? Rounded(cell) : cell)];
            test[40 + copy] = [.. train[(50 * copy) + 2]];
            test[40 + copy][copy % 5] = "77.125";
        }

        HashSet<string> held = [];
        LeakageAudit audit = Audit(train, test, held);

        // Ids count from 1. Sources that the split holds out for validation are not trained on, so their copies are no leakage.
        int[] trained = [.. Enumerable.Range(0, 10).SelectMany(copy => new[] { 0, 1, 2 }.Where(kind => !held.Contains(Id((50 * copy) + kind))).Select(kind => (20 * kind) + copy)).Order()];
        Assert.InRange(trained.Length, 15, 30);
        Assert.Equal(trained, audit.Rows.Select(row => row.Row));
        Assert.Equal((200, trained.Count(row => row < 10)), (audit.TestRows, audit.Exact));
        Assert.Equal(trained.Select(row => Id((50 * (row % 20)) + (row / 20))).Order(), audit.TrainingCopies.Order());
        Assert.Equal(10, audit.Examples.Count);
        Assert.All(audit.Examples.Take(audit.Exact), pair => Assert.True(pair is { IsExact: true, Distance: 0, TestPicture: null }));
    }

    [Fact]
    public void Audit_IndependentRows_FindsNothing()
    {
        LeakageAudit audit = Audit([.. Enumerable.Range(0, 600).Select(row => Row(1, row))], [.. Enumerable.Range(0, 200).Select(row => Row(2, row))]);
        Assert.Equal((0, 0), (audit.Exact, audit.Near));
        Assert.Empty(audit.TrainingCopies);
    }

    /// <summary>Two columns of three values: every test row equals training rows, and none is leaked.</summary>
    [Fact]
    public void Audit_CoarseColumns_CountsNothingAndSaysWhy()
    {
        string[] Coarse(int stream, int row)
        {
            CounterRandom random = new(9, row, RandomStream.Data, stream);
            return ["1", "2", "3", "4", "5", $"{random.NextInt(3)}", random.NextInt(2) == 0 ? "yes" : "no"];
        }

        LeakageAudit audit = Audit([.. Enumerable.Range(0, 600).Select(row => Coarse(1, row))], [.. Enumerable.Range(0, 200).Select(row => Coarse(2, row))]);
        Assert.Equal((0, 0), (audit.Exact, audit.Near));
        Assert.Contains("200 test rows equal to training rows do not count: chance makes 200.0.", audit.Method, StringComparison.Ordinal);
    }

    /// <summary>Rows that are equal by chance now and then, and a third of the test rows copied: the copies count, and how many of them chance makes is said.</summary>
    [Fact]
    public void Audit_CopiesAmongCoarseRows_AreCountedBesideChance()
    {
        string[] Coarse(int stream, int row)
        {
            CounterRandom random = new(9, row, RandomStream.Data, stream);
            return ["1", "2", "3", "4", "5", $"{random.NextInt(12000)}", random.NextInt(2) == 0 ? "yes" : "no"];
        }

        string[][] test = [.. Enumerable.Range(0, 300).Select(row => Coarse(2, row))];
        string[][] train = [.. Enumerable.Range(0, 800).Select(row => Coarse(1, row)), .. test.Take(100)];
        LeakageAudit audit = Audit(train, test);

        // A fifth of the copies is held out for validation and no leakage; the others are found, and few besides.
        Assert.InRange(audit.Rows.Count(row => row.Row < 100), 60, 100);
        Assert.InRange(audit.Rows.Count(row => row.Row >= 100), 1, 60);
        Assert.Matches(@"Of \d+ test rows equal to training rows that count, chance makes about \d+\.", audit.Method);
    }

    /// <summary>Half of the source is held out, and with it all rows that are equal to those: what training rows show among themselves is twice what a new row meets.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Audit_RepeatedRowsAndHalfHeldOut_CountsThePlantedCopiesOnly(int copies)
    {
        string[] Repeated(int stream, int row)
        {
            CounterRandom random = new(9, row, RandomStream.Data, stream);
            return ["1", "2", "3", "4", "5", $"{random.NextInt(5000)}", random.NextInt(2) == 0 ? "yes" : "no"];
        }

        string[][] test = [.. Enumerable.Range(0, 300).Select(row => Repeated(2, row))];
        string[][] train = [.. Enumerable.Range(0, 1000).Select(row => Repeated(1, row)), .. test.Take(copies)];
        LeakageAudit audit = Audit(train, test, validation: 0.5);
        Assert.InRange(audit.Rows.Count(row => row.Row < copies), copies / 3, copies);
        Assert.InRange(audit.Rows.Count(row => row.Row >= copies), 0, copies / 3);
    }

    /// <summary>Rows measured a second time: every number moved by a normal draw, and none equal. With a few very large numbers the deviation says little of the others, and places say more, or the other way round.</summary>
    [Theory]
    [InlineData(0.01, false)]
    [InlineData(0.05, false)]
    [InlineData(0.01, true)]
    public void Audit_RowsWithAllNumbersMoved_AreFound(double deviations, bool hasLargeNumbers)
    {
        string[] Measured(int stream, int row) =>
            [.. Row(stream, row).Select((cell, column) => column < 5 && hasLargeNumbers ? Shown(Math.Exp(double.Parse(cell, CultureInfo.InvariantCulture) / 15)) : cell)];

        string[][] train = [.. Enumerable.Range(0, 1000).Select(row => Measured(1, row))];
        string[][] test = [.. Enumerable.Range(0, 300).Select(row => Measured(2, row))];
        double[] spreads = [.. Enumerable.Range(0, 5).Select(column => MathNet.Numerics.Statistics.Statistics.StandardDeviation(train.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))))];
        for (int copy = 0; copy < 100; copy++)
        {
            CounterRandom random = new(5, copy, RandomStream.Data, 3);
            test[copy] = [.. train[copy].Select((cell, column) => column < 5 ? Shown(double.Parse(cell, CultureInfo.InvariantCulture) + (deviations * spreads[column] * random.NextNormal())) : cell)];
        }

        HashSet<string> held = [];
        LeakageAudit audit = Audit(train, test, held);
        int trained = Enumerable.Range(0, 100).Count(copy => !held.Contains(Id(copy)));

        Assert.InRange(audit.Rows.Count(row => row.Row < 100), 0.9 * trained, 100);
        Assert.InRange(audit.Rows.Count(row => row.Row >= 100), 0, 20);
        Assert.Equal(0, audit.Exact);
        Assert.Contains("are equal in no way, but nearer to a training row", audit.Method, StringComparison.Ordinal);
    }

    /// <summary>A third of all rows are test rows: of 11 rows below a limit all are with probability 3^-11 = 6e-6, of 10 with 2e-5. Where chance makes as many as are found, nothing more is found.</summary>
    [Theory]
    [InlineData(11, 0, 0.1)]
    [InlineData(11, 8, 0.1)]
    [InlineData(10, 0, 0)]
    public void Limit_RowsBeyondChance_AreFoundUpToWhereChanceMakesMore(int copies, int halfway, double greatest)
    {
        double[] honest = [.. Enumerable.Range(0, 200).Select(row => row < 2 * halfway ? 0.5 : 0.9)];
        double[] test = [.. Enumerable.Range(0, 100).Select(row => row < copies ? 0.1 : row < copies + halfway ? 0.5 : 0.9)];

        (double limit, double expected) = MovedCopies.Limit(honest, test);
        Assert.Equal(greatest, limit, 12);
        Assert.Equal(0, expected);
    }

    /// <summary>The places of 10, 20 and 1,000 are 0, 1/2 and 1, so that 15 is as far from 20 as 510 is; by deviations 15 and 20 are next to each other.</summary>
    [Theory]
    [InlineData(NumberScale.Places, 0.25, 0.25)]
    [InlineData(NumberScale.Deviations, 0.0104, 1.0171)]
    internal void Of_TwoScales_MeasureDistances(NumberScale scale, double near, double far)
    {
        using TableCase tables = new();
        string text = "a,y\n10,no\n20,yes\n1000,no\n20,no\n10,yes\n1000,yes\n";
        TableOptions table = TableCase.Options(tables.Write("train.csv", text), tables.Write("test.csv", "a,y\n15,no\n510,yes\n"));
        using PreparedData data = TableCase.Prepare(table with { Split = new SplitOptions { Strategy = SplitStrategy.Random, Validation = 0.01 } });
        AuditedSets sets = new(data);
        NearestSamples[] nearest = new RowNeighbours(data.Cells!, sets, scale).Of([sets.TestStart, sets.TestStart + 1], (row, reference) => row == reference, TestContext.Current.CancellationToken);

        Assert.Equal(near, nearest[0].Distances[0], 3);
        Assert.Equal(far, nearest[1].Distances[0], 3);
    }

    [Theory]
    [InlineData("attrition", "Attrition")]
    [InlineData("breast_cancer", "diagnosis")]
    [InlineData("credit_data", "Status")]
    [InlineData("customer_churn", "churn")]
    [InlineData("penguins", "species")]
    public void Audit_ShippedTable_CountsNextToNothing(string table, string label)
    {
        using PreparedData data = TableCase.Prepare(new TableOptions { Train = RepositoryFiles.Asset("tables", table + ".csv"), Label = label });
        LeakageAudit audit = LeakageAudits.Audit(data, null, null, TestContext.Current.CancellationToken)!;
        Assert.InRange(audit.Exact + audit.Near, 0, Math.Max(1, audit.TestRows / 200));
    }

    [Theory]
    [InlineData(3.14159, 3.14, true)]
    [InlineData(3.14159, 3.1416, true)]
    [InlineData(3.1, 3.14159, false)]
    [InlineData(2021, 2022, false)]
    [InlineData(0.1, 0.10000000149011612, true)]
    [InlineData(40, 41, false)]
    [InlineData(0, 0.001, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(-123456, -123000, true)]
    [InlineData(123, -123, false)]
    public void IsRounded_Pairs_AreToldApart(double one, double other, bool expected)
    {
        Assert.Equal(expected, RowComparison.IsRounded(one, other));
        Assert.Equal(expected, RowComparison.IsRounded(other, one));
    }

    /// <summary>5 of 1,000 honest rows have one match, so 1 of 200 test rows is expected, with a deviation of sqrt(1 + 2/5), because matching rows come in pairs: 10 are ten times as many, 6 are 4.2 deviations more, 5 only 3.4.</summary>
    [Theory]
    [InlineData(10, true)]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void Counts_OneMatch_NeedsTenTimesChanceOrToBeSurelyMore(int observed, bool expected)
    {
        int[] honest = [.. Enumerable.Range(0, 1000).Select(row => row < 5 ? 1 : 0)];
        ChanceMatches matches = new(honest, [.. Enumerable.Range(0, 200).Select(row => row < observed ? 1 : 0)]);
        Assert.Equal(expected, matches.Counts(1));
        Assert.Equal((expected ? 0 : observed, expected ? 0 : 1), (matches.NotCounted, matches.Expected));
        Assert.False(matches.Counts(0));
    }

    /// <summary>Ratios of a known power law: U^(1/m) has the quantile (1/5000)^(1/m).</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public void Of_PowerLaw_FindsItsQuantile(int dimensions)
    {
        double[] ratios = [.. Enumerable.Range(0, 4000).Select(row => Math.Pow((row + 0.5) / 4000, 1.0 / dimensions))];
        CopyLimits limits = CopyLimits.Of(ratios, [.. ratios.Select((_, row) => row % 2)], 3);
        double exact = Math.Pow(CopyLimits.Rate, 1.0 / dimensions);
        Assert.All(Enumerable.Range(0, 3), label => Assert.InRange(limits[label], 0.97 * exact, 1.03 * exact));
    }

    private static string[] Row(int stream, int row)
    {
        CounterRandom random = new(7, row, RandomStream.Data, stream);
        string[] cells = new string[7];
        for (int column = 0; column < 5; column++)
        {
            cells[column] = (10 + (90 * random.NextDouble())).ToString("F6", CultureInfo.InvariantCulture);
        }

        (cells[5], cells[6]) = (random.NextInt(3) == 0 ? "red" : "blue", random.NextInt(2) == 0 ? "yes" : "no");
        return cells;
    }

    private static string Shown(double value) => value.ToString("F6", CultureInfo.InvariantCulture);

    private static string Rounded(string cell) => double.Parse(cell, CultureInfo.InvariantCulture).ToString("F2", CultureInfo.InvariantCulture);

    private static string Id(int row) => (row + 1).ToString(CultureInfo.InvariantCulture);

    private static LeakageAudit Audit(string[][] train, string[][] test, HashSet<string>? held = null, double? validation = null)
    {
        using TableCase tables = new();
        string Write(string name, string[][] rows)
        {
            StringBuilder text = new("a,b,c,d,e,f,y\n");
            foreach (string[] row in rows)
            {
                text.Append(string.Join(',', row)).Append('\n');
            }

            return tables.Write(name, text.ToString());
        }

        TableOptions table = TableCase.Options(Write("train.csv", train), Write("test.csv", test));
        using PreparedData data = TableCase.Prepare(validation is { } share ? table with { Split = new SplitOptions { Validation = share } } : table);
        held?.UnionWith(data.Validation.Ids);
        return LeakageAudits.Audit(data, null, null, TestContext.Current.CancellationToken)!;
    }
}
