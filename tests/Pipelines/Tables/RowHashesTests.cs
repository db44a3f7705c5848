using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class RowHashesTests
{
    // Splits of earlier versions go by this formula, written out plainly: a run must find its samples where they were.
    [Fact]
    public void Item_AnyCells_IsTheHashOfTheirLengthsAndTexts() => Gen.String[0, 40].Array[1, 6].Array[1, 30].Sample(
        rows =>
        {
            int columns = rows.Min(row => row.Length);
            RawTable table = RawTable.Of(
                "t.csv", [.. Enumerable.Range(0, columns).Select(column => $"c{column}")], [.. Enumerable.Range(0, columns).Select(column => CellColumn.Of(rows.Select(row => row[column])))]);
            ulong[] expected = [.. rows.Select(row => Plain(row[..columns]))];
            RowHashes hashes = new(table);
            Assert.Equal(expected, hashes);
            Assert.Equal(expected, Enumerable.Range(0, hashes.Count).Select(row => hashes[row]));
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Item_LongCells_AreHashedWhole()
    {
        string[] cells = [new('é', 5_000), new('a', 5_000)];
        RawTable table = RawTable.Of("t.csv", ["a", "b"], [CellColumn.Of([cells[0]]), CellColumn.Of([cells[1]])]);
        Assert.Equal(Plain(cells), new RowHashes(table)[0]);
    }

    private static ulong Plain(string[] cells) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Length}:{cell}"))))));
}
