using System.Numerics;
using System.Runtime.InteropServices;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// The nearest training rows of a row of a table, by brute force: as many references at once as a vector has lanes. Numbers are compared on a scale of their column (<see cref="NumberScale"/>), categories by whether
/// they are the same, 0 or 1. The distance is the root of the mean of squares over columns. Memory grows with the rows and not with the pairs.
/// </summary>
internal sealed class RowNeighbours
{
    /// <summary>A number that is missing: far from any other.</summary>
    private const float Missing = -10;

    private readonly int _numbers;
    private readonly int _columns;
    private readonly int _references;

    /// <summary>[row][column], numeric columns first.</summary>
    private readonly float[] _values;

    /// <summary>[block of references][column][lane].</summary>
    private readonly float[] _lanes;

    /// <param name="cells">The cells; ignored columns are left out.</param>
    /// <param name="sets">References first.</param>
    /// <param name="scale">How numbers are compared.</param>
    public RowNeighbours(TableCells cells, AuditedSets sets, NumberScale scale)
    {
        TableCellColumn[] numeric = [.. cells.Columns.Where(column => column.Kind == ColumnKind.Numeric)];
        TableCellColumn[] categorical = [.. cells.Columns.Where(column => column.Kind == ColumnKind.Categorical)];
        (_numbers, _columns, _references) = (numeric.Length, numeric.Length + categorical.Length, sets.References);
        int rows = sets.TestStart + sets.Test.Count;
        _values = new float[rows * _columns];
        for (int column = 0; column < _columns; column++)
        {
            float[] values = column < _numbers
                ? Scaled(sets.All(set => cells.Numbers(numeric[column], set)), _references, scale)
                : Codes(sets.All(set => cells.Texts(categorical[column - _numbers], set)));
            for (int row = 0; row < rows; row++)
            {
                _values[(row * _columns) + column] = values[row];
            }
        }

        int lanes = Vector<float>.Count;
        _lanes = new float[(_references + lanes - 1) / lanes * lanes * _columns];
        for (int row = 0; row < _references; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                _lanes[(row / lanes * lanes * _columns) + (column * lanes) + (row % lanes)] = _values[(row * _columns) + column];
            }
        }
    }

    /// <summary>The neighbours of rows, on all cores.</summary>
    /// <param name="rows">Rows over all sets.</param>
    /// <param name="isLeftOut">Whether a reference does not count for a row: itself, and what has the same content.</param>
    /// <param name="cancellation">Checked row by row.</param>
    public NearestSamples[] Of(int[] rows, Func<int, int, bool> isLeftOut, CancellationToken cancellation)
    {
        NearestSamples[] nearest = new NearestSamples[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation }, index => nearest[index] = Of(rows[index], isLeftOut));
        return nearest;
    }

    private NearestSamples Of(int row, Func<int, int, bool> isLeftOut)
    {
        int lanes = Vector<float>.Count;
        ReadOnlySpan<float> query = _values.AsSpan(row * _columns, _columns);
        ReadOnlySpan<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(_lanes);
        int[] references = new int[NearestSamples.Compared];
        float[] squares = new float[NearestSamples.Compared];
        Array.Fill(squares, float.PositiveInfinity);
        int found = 0;
        for (int block = 0; block * _columns < blocks.Length; block++)
        {
            Vector<float> sum = Squares(blocks.Slice(block * _columns, _columns), query);
            if (!Vector.LessThanAny(sum, new Vector<float>(squares[^1])))
            {
                continue;
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                int reference = (block * lanes) + lane;
                if (reference < _references && sum[lane] < squares[^1] && !isLeftOut(row, reference))
                {
                    Insert(references, squares, reference, sum[lane]);
                    found = Math.Min(squares.Length, found + 1);
                }
            }
        }

        return new NearestSamples(references[..found], [.. squares[..found].Select(square => Math.Sqrt(square / _columns))]);
    }

    private Vector<float> Squares(ReadOnlySpan<Vector<float>> references, ReadOnlySpan<float> query)
    {
        Vector<float> sum = Vector<float>.Zero;
        for (int column = 0; column < _numbers; column++)
        {
            Vector<float> difference = references[column] - new Vector<float>(query[column]);
            sum += difference * difference;
        }

        for (int column = _numbers; column < query.Length; column++)
        {
            sum += Vector.ConditionalSelect(Vector.Equals(references[column], new Vector<float>(query[column])), Vector<float>.Zero, Vector<float>.One);
        }

        return sum;
    }

    private static void Insert(int[] references, float[] squares, int reference, float square)
    {
        int place = squares.Length - 1;
        while (place > 0 && squares[place - 1] > square)
        {
            (references[place], squares[place]) = (references[place - 1], squares[place - 1]);
            place--;
        }

        (references[place], squares[place]) = (reference, square);
    }

    private static float[] Scaled(double[] numbers, int references, NumberScale scale)
    {
        double[] known = [.. numbers.Take(references).Where(double.IsFinite)];
        double[] distinct = [.. known.Distinct().Order()];
        double mean = known.DefaultIfEmpty(0).Average();
        double deviation = distinct.Length < 2 ? 1 : Math.Sqrt(known.Average(number => (number - mean) * (number - mean)));
        return [.. numbers.Select(number => double.IsNaN(number) ? Missing : scale == NumberScale.Deviations ? (float)((number - mean) / deviation) : Place(distinct, number))];
    }

    private static float Place(double[] known, double number)
    {
        if (known.Length < 2)
        {
            return known.Length == 1 && number.Equals(known[0]) ? 0 : 1;
        }

        int index = Array.BinarySearch(known, number);
        if (index >= 0)
        {
            return (float)((double)index / (known.Length - 1));
        }

        int above = ~index;
        double place = above == 0 ? 0 : above == known.Length ? known.Length - 1 : above - 1 + ((number - known[above - 1]) / (known[above] - known[above - 1]));
        return (float)(place / (known.Length - 1));
    }

    private static float[] Codes(string[] texts)
    {
        Dictionary<string, int> codes = [];
        return [.. texts.Select(text => (float)(codes.TryGetValue(text, out int code) ? code : codes[text] = codes.Count))];
    }
}

/// <summary>On which scale numbers of a column are compared.</summary>
internal enum NumberScale
{
    /// <summary>Their places among the different numbers of the references, 0..1, between two of them in proportion: where a few numbers are very large, the others are told apart.</summary>
    Places,

    /// <summary>Standard deviations of the references: where most numbers lie close together, what moves them by a share of the deviation moves them over many places.</summary>
    Deviations,
}
