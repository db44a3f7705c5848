using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class TableReaderTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Read_QuotedFields_KeepSeparatorsQuotesAndLineBreaks()
    {
        RawTable table = Read("train.csv", "a,\"b, c\",y\r\n 1 ,\"x \"\"y\"\"\nz\",q\r\n\r\n2,,N/A\r\n");
        Assert.Equal(["a", "b, c", "y"], table.Header);
        Assert.Equal([["1", "x \"y\"\nz", "q"], ["2", "", ""]], table.Rows);
    }

    [Fact]
    public void Read_ByteOrderMark_IsNoPartOfTheFirstName()
    {
        RawTable table = Read("train.csv", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("größe,y\n1,2\n")).ToArray());
        Assert.Equal(["größe", "y"], table.Header);
    }

    [Fact]
    public void Read_Tsv_SplitsAtTabs() => Assert.Equal([["1,5", "b"]], Read("train.tsv", "a\ty\n1,5\tb").Rows);

    [Fact]
    public void Read_OtherSeparator_IsUsed() => Assert.Equal([["1", "b"]], Read("train.csv", "a;y\n1;b\n", ";").Rows);

    [Fact]
    public async Task Read_Parquet_GivesTheTextsOfACsv()
    {
        DataField[] fields =
        [
            new DataField<double?>("d"), new DataField<float>("f"), new DataField<int?>("i"), new DataField<long>("l"),
            new DataField<bool>("b"), new DataField<string>("s"), new DataField<DateTime>("t"), new DataField<decimal>("m"),
        ];
        await WriteParquet(fields, async group =>
        {
            await group.WriteAsync<double>(fields[0], new double?[] { 0.1, null, double.NaN });
            await group.WriteAsync<float>(fields[1], new[] { 0.5f, 1e10f, float.NaN });
            await group.WriteAsync<int>(fields[2], new int?[] { 1, null, -3 });
            await group.WriteAsync<long>(fields[3], new[] { 1L, 2L, long.MaxValue });
            await group.WriteAsync<bool>(fields[4], new[] { true, false, true });
            await group.WriteAsync(fields[5], new[] { "x", null!, "NA" });
            await group.WriteAsync<DateTime>(fields[6], Enumerable.Repeat(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), 3).ToArray());
            await group.WriteAsync<decimal>(fields[7], new[] { 1.5m, 2m, 3m });
        });
        RawTable table = ReadFile("train.parquet");
        Assert.Equal(["d", "f", "i", "l", "b", "s", "t", "m"], table.Header);
        Assert.Equal(["0.1", "0.5", "1", "1", "true", "x"], table.Rows[0][..6]);
        Assert.Equal(["", "10000000000", "", "2", "false", ""], table.Rows[1][..6]);
        Assert.Equal(["", "", "-3", "9223372036854775807", "true", ""], table.Rows[2][..6]);
        Assert.StartsWith("2024-01-02T03:04:05", table.Rows[0][6], StringComparison.Ordinal);
        Assert.Equal(1.5m, decimal.Parse(table.Rows[0][7], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Read_ParquetWithANestedColumn_NamesIt()
    {
        using (FileStream stream = File.Create(_case.PathOf("train.parquet")))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(
                new ParquetSchema(new DataField<int>("y"), new StructField("nested", new DataField<int>("inner"))), stream, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            ["train.parquet, column \"nested\": expected numbers, texts, dates or truth values, received a nested column. Leave the column out or flatten it."],
            TableCase.ProblemsOf(TableCase.Options(_case.PathOf("train.parquet"))));
    }

    [Fact]
    public void Read_ParquetThatIsNone_IsAProblem()
    {
        string file = _case.Write("train.parquet", "PAR1 this is not a Parquet file PAR1");
        Assert.StartsWith("train.parquet: expected a Parquet file that can be read", Assert.Single(TableCase.ProblemsOf(TableCase.Options(file))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ParquetAndCsvOfTheSameRows_GiveTheSameFeatures()
    {
        DataField[] fields = [new DataField<double?>("x"), new DataField<string>("c"), new DataField<string>("y")];
        double?[] x = [.. Enumerable.Range(0, 60).Select(row => row % 7 == 0 ? (double?)null : row * 37 % 61)];
        string[] c = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? "red" : "blue")];
        string[] y = [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? "yes" : "no")];
        await WriteParquet(fields, async group =>
        {
            await group.WriteAsync<double>(fields[0], x);
            await group.WriteAsync(fields[1], c);
            await group.WriteAsync(fields[2], y);
        });
        using PreparedData parquet = TableCase.Prepare(TableCase.Options(_case.PathOf("train.parquet")));
        string text = TableCase.Rows(60, row => x[row]?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", row => c[row], row => y[row]);
        using PreparedData csv = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", text)));
        Assert.Equal(csv.Split.Test, parquet.Split.Test);
        Assert.Equal(TableCase.Matrix(csv.Test), TableCase.Matrix(parquet.Test));
    }

    private async Task WriteParquet(DataField[] fields, Func<ParquetRowGroupWriter, Task> write)
    {
        using FileStream stream = File.Create(_case.PathOf("train.parquet"));
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: TestContext.Current.CancellationToken);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await write(group);
    }

    private RawTable Read(string name, string text, string? separator = null) => Read(name, Encoding.UTF8.GetBytes(text), separator);

    private RawTable Read(string name, byte[] bytes, string? separator = null)
    {
        _case.Write(name, bytes);
        return ReadFile(name, separator);
    }

    private RawTable ReadFile(string name, string? separator = null)
    {
        ProblemList problems = new();
        TableOptions options = TableCase.Options(_case.PathOf(name)) with { Separator = separator };
        RawTable? table = TableFile.Read(TableFile.Load(options.Train, problems)!, options, problems, TestContext.Current.CancellationToken);
        problems.ThrowIfAny();
        return table!;
    }
}
