using System.Globalization;
using CsCheck;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class CellColumnTests
{
    private static readonly string[] _tricky =
    [
        "", "0", "-0", "00", "01", "1.", ".5", "1.50", "-1.50", "-0.0", "-0.10", "1e3", "1E3", "+1", " 1", "1 ", "1.2.3", "-", "--1", "123456789", "1234567890", "2147483648", "-2147483648", "0.123456789",
        "NaN", "Infinity", "-Infinity", "1e999", "3.5e38", "0.1", "0.30000000000000004", "1,5", "1_000", "٣", "\ud800", "a", "é", "\0",
    ];

    private static readonly Gen<string> _cell = Gen.OneOf(
        Gen.Int[0, _tricky.Length - 1].Select(index => _tricky[index]),
        Gen.Int.Select(value => value.ToString(CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Int[-99_999, 99_999], Gen.Int[0, 4]).Select(pair => (pair.Item1 / 100.0).ToString("F" + pair.Item2, CultureInfo.InvariantCulture)),
        Gen.Double.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Gen.String[0, 12]);

    /// <summary>Columns of one kind too, so that every form of a chunk is met.</summary>
    private static readonly Gen<string[]> _cells = Gen.OneOf(
        _cell.Array[0, 600],
        Gen.Select(Gen.Int[-999_999, 999_999].Array[300, 600], Gen.Int[0, 5]).Select(pair => pair.Item1.Select(value => (value / 1000m).ToString("F" + pair.Item2, CultureInfo.InvariantCulture)).ToArray()),
        Gen.Double.Array[300, 600].Select(values => values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).ToArray()));

    [Fact]
    public void Item_AnyTexts_AreWhatWasAdded() => _cells.Sample(
        cells =>
        {
            CellColumn column = CellColumn.Of(cells);
            Assert.Equal(cells, column);
            for (int row = 0; row < cells.Length; row++)
            {
                bool isNumber = TableNumber.TryParse(cells[row], out double expected);
                Assert.Equal(isNumber, column.TryNumber(row, out double received));
                Assert.Equal(cells[row].Length == 0, column.IsEmpty(row));
                if (isNumber)
                {
                    Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(received));
                }
            }
        },
        iter: 400,
        threads: 1);

    [Fact]
    public void Item_MoreRowsThanAChunk_AreInOrder()
    {
        string[] cells = [.. Enumerable.Range(0, 40_000).Select(row => row < 20_000 ? row.ToString(CultureInfo.InvariantCulture) : "text " + (row % 7))];
        CellColumn column = CellColumn.Of(cells);
        Assert.Equal(40_000, column.Count);
        Assert.Equal(cells, column);
    }
}
