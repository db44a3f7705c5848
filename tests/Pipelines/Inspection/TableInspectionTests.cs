using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class TableInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("t.csv", "a,b\n1,2\n", null)]
    [InlineData("t.csv", "a;b\n1,5;2\n", ";")]
    [InlineData("t.csv", "a|b\n1|2\n", "|")]
    [InlineData("t.tsv", "a\tb\n1\t2\n", null)]
    [InlineData("t.tsv", "a,b\n1,2\n", ",")]
    public void Read_Separator_IsFoundInTheHeader(string name, string content, string? separator)
    {
        TableInspection table = TableInspection.Read(_folder.Write(name, content), TestContext.Current.CancellationToken);

        Assert.Equal(separator, table.Separator);
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Read_Cells_AreCountedByWhatTheyLookLike()
    {
        TableInspection table = TableInspection.Read(
            _folder.Write("t.csv", "n,iso,other\n1,2025-01-02,31.12.2025\n1.0,2025-01-03T10:00Z,1/2/2025\n,x,1.5.3\nabc,2025-01-02,\n"), TestContext.Current.CancellationToken);

        Assert.Equal((2, 3, 3), (table.Columns[0].Numbers, table.Columns[0].Present, table.Columns[0].Distinct));
        Assert.Equal((3, 0), (table.Columns[1].IsoDates, table.Columns[1].OtherDates));
        Assert.Equal(("2025-01-02", 2), table.Columns[1].Counts[0]);
        Assert.Equal((0, 3), (table.Columns[2].IsoDates, table.Columns[2].OtherDates));
    }

    [Theory]
    [InlineData("customerId", "customer id")]
    [InlineData("Patient ID", "patient id")]
    [InlineData("is_churn", "is churn")]
    [InlineData("JobLevel", "job level")]
    public void Words_OfAName_AreItsParts(string name, string words) => Assert.Equal(words.Split(' '), LikelyLabel.Words(name));
}
