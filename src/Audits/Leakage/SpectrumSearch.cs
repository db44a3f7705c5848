using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Audits;

/// <summary>
/// The nearest spectra by brute force: 64 multiplications a pair, as many references at once as a vector has lanes. 10,000 against 10,000 take under half a second on one core; memory grows with the
/// references and not with the pairs.
/// </summary>
internal sealed class SpectrumSearch
{
    private readonly float[] _lanes;
    private readonly int _count;

    /// <summary>Makes references ready.</summary>
    /// <param name="spectra">All spectra.</param>
    /// <param name="start">The first reference.</param>
    /// <param name="count">The number of references.</param>
    public SpectrumSearch(PictureSpectra spectra, int start, int count)
    {
        int lanes = Vector<float>.Count;
        _count = count;
        _lanes = new float[(count + lanes - 1) / lanes * lanes * PictureSpectra.Length];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> spectrum = spectra.Row(start + row);
            for (int index = 0; index < PictureSpectra.Length; index++)
            {
                _lanes[(row / lanes * lanes * PictureSpectra.Length) + (index * lanes) + (row % lanes)] = spectrum[index];
            }
        }
    }

    /// <summary>The references with the greatest dot products, those first.</summary>
    /// <param name="query">A spectrum.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="isLeftOut">References that do not count.</param>
    public int[] Nearest(ReadOnlySpan<float> query, int most, Func<int, bool>? isLeftOut)
    {
        int lanes = Vector<float>.Count;
        ReadOnlySpan<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(_lanes);
        int[] rows = new int[most];
        float[] products = new float[most];
        Array.Fill(products, float.NegativeInfinity);
        int found = 0;
        for (int block = 0; block * PictureSpectra.Length < blocks.Length; block++)
        {
            ReadOnlySpan<Vector<float>> references = blocks.Slice(block * PictureSpectra.Length, PictureSpectra.Length);
            (Vector<float> even, Vector<float> odd) = (Vector<float>.Zero, Vector<float>.Zero);
            for (int index = 0; index < PictureSpectra.Length; index += 2)
            {
                even += references[index] * query[index];
                odd += references[index + 1] * query[index + 1];
            }

            Vector<float> sum = even + odd;
            if (!Vector.GreaterThanAny(sum, new Vector<float>(products[^1])))
            {
                continue;
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                int row = (block * lanes) + lane;
                if (row < _count && sum[lane] > products[^1] && isLeftOut?.Invoke(row) != true)
                {
                    Insert(rows, products, row, sum[lane]);
                    found = Math.Min(most, found + 1);
                }
            }
        }

        return rows[..found];
    }

    private static void Insert(int[] rows, float[] products, int row, float product)
    {
        int place = products.Length - 1;
        while (place > 0 && products[place - 1] < product)
        {
            (rows[place], products[place]) = (rows[place - 1], products[place - 1]);
            place--;
        }

        (rows[place], products[place]) = (row, product);
    }
}
