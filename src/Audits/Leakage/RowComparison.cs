using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Compares rows of a table column by column, ignored columns left out.</summary>
internal sealed class RowComparison
{
    /// <summary>Two numbers nearer than this are the same number written by two programs: single precision keeps seven digits.</summary>
    private const double SameNumber = 1e-6;

    /// <summary>The fewest significant digits that a rounded number is taken to keep; with two, ages and counts would be rounded versions of each other.</summary>
    private const int LeastDigits = 3;

    private const int MostDigits = 9;
    private readonly AuditedSets _sets;

    /// <summary>[column][set]: the cells as the table keeps them, because a copy of all would be as large as the table.</summary>
    private readonly Func<int, double>[][] _numbers;
    private readonly Func<int, string>[][] _texts;

    public RowComparison(TableCells cells, AuditedSets sets)
    {
        _sets = sets;
        _numbers = [.. cells.Columns.Where(column => column.Kind == ColumnKind.Numeric).Select(column => sets.Sets.Select(set => cells.NumberOf(column, set)).ToArray())];
        _texts = [.. cells.Columns.Where(column => column.Kind == ColumnKind.Categorical).Select(column => sets.Sets.Select(set => cells.TextOf(column, set)).ToArray())];
    }

    /// <summary>The number of columns.</summary>
    public int Columns => _numbers.Length + _texts.Length;

    /// <summary>A number that is equal for texts that are equal and, mostly, for numbers that are equal but for rounding: that of three significant digits.</summary>
    public ulong Code(int column, int row) => column < _numbers.Length
        ? RowHashes.HashOf(Rounded(Number(column, row), LeastDigits))
        : RowHashes.HashOf(Text(column, row));

    /// <summary>In how many columns two rows differ by more than rounding; counting ends beyond <paramref name="most"/>.</summary>
    public int Different(int one, int other, int most)
    {
        int different = 0;
        for (int column = 0; column < Columns && different <= most; column++)
        {
            different += AreAlike(column, one, other) ? 0 : 1;
        }

        return different;
    }

    /// <summary>The mean over columns of 1 where the two differ by more than rounding, else of the relative difference.</summary>
    public double Distance(int one, int other)
    {
        double sum = 0;
        for (int column = 0; column < Columns; column++)
        {
            sum += !AreAlike(column, one, other) ? 1 : column < _numbers.Length ? Relative(Number(column, one), Number(column, other)) : 0;
        }

        return sum / Columns;
    }

    /// <summary>Whether one number is the other, written with fewer digits.</summary>
    internal static bool IsRounded(double one, double other)
    {
        if (one.Equals(other) || Relative(one, other) <= SameNumber)
        {
            return true;
        }

        if (!(Relative(one, other) < 0.01))
        {
            return false;
        }

        for (int digits = LeastDigits; digits <= MostDigits; digits++)
        {
            if (Relative(Rounded(one, digits), other) <= 1e-12 || Relative(Rounded(other, digits), one) <= 1e-12)
            {
                return true;
            }
        }

        return false;
    }

    private static double Relative(double one, double other) => one.Equals(other) ? 0 : Math.Abs(one - other) / Math.Max(Math.Abs(one), Math.Abs(other));

    private static double Rounded(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1 - digits;
        double scale = Math.Pow(10, Math.Abs(exponent));
        return exponent < 0 ? Math.Round(value * scale, MidpointRounding.AwayFromZero) / scale : Math.Round(value / scale, MidpointRounding.AwayFromZero) * scale;
    }

    private bool AreAlike(int column, int one, int other) => column < _numbers.Length
        ? IsRounded(Number(column, one), Number(column, other))
        : Text(column, one) == Text(column, other);

    private double Number(int column, int row)
    {
        (int set, int own) = _sets.Place(row);
        return _numbers[column][set](own);
    }

    private string Text(int column, int row)
    {
        (int set, int own) = _sets.Place(row);
        return _texts[column - _numbers.Length][set](own);
    }
}
