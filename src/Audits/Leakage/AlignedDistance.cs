using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Audits;

/// <summary>
/// How much of one small picture is not in the other, after the best shift of at most 2 pixels and the best brightness and contrast: sqrt(2 (1 - r)), r being the correlation over all pixels and
/// channels where both overlap. 0 for the same picture, 1.41 for unrelated ones.
/// </summary>
internal sealed class AlignedDistance
{
    /// <summary>The distance of pictures that cannot be compared: one is flat, or their contrasts differ more than twofold.</summary>
    public const double Unrelated = 1.4142135623730951;

    private const int MostShift = 2;

    /// <summary>Of 0..255; below it a picture shows nothing but rounding.</summary>
    private const double LeastDeviation = 1;

    private const double MostContrast = 2;

    private readonly int _rowLength;
    private readonly int _height;
    private readonly int _channels;
    private readonly float[] _first;
    private readonly float[] _second;

    /// <summary>Room for two pictures; used by one thread at a time.</summary>
    public AlignedDistance(SmallPictures pictures)
    {
        (_rowLength, _height, _channels) = (pictures.Width * pictures.Channels, pictures.Height, pictures.Channels);
        (_first, _second) = (new float[pictures.Size], new float[pictures.Size]);
    }

    /// <summary>Takes the first of the two.</summary>
    public void Take(ReadOnlySpan<byte> picture) => Widen(picture, _first);

    /// <summary>The distance to another. The shift is found by descent from no shift: distances of smoothed pictures have one minimum near their best shift.</summary>
    public double To(ReadOnlySpan<byte> picture)
    {
        Widen(picture, _second);
        (int down, int across) = (0, 0);
        double best = At(0, 0);
        for (bool moved = true; moved;)
        {
            moved = false;
            (int fromDown, int fromAcross) = (down, across);
            foreach ((int stepDown, int stepAcross) in ((ReadOnlySpan<(int, int)>)[(0, 1), (0, -1), (1, 0), (-1, 0)]))
            {
                (int nextDown, int nextAcross) = (fromDown + stepDown, fromAcross + stepAcross);
                if (Math.Abs(nextDown) <= MostShift && Math.Abs(nextAcross) <= MostShift && _rowLength > MostShift * _channels && _height > MostShift
                    && At(nextDown, nextAcross) is double distance && distance < best)
                {
                    (best, down, across, moved) = (distance, nextDown, nextAcross, true);
                }
            }
        }

        return best;
    }

    private static void Widen(ReadOnlySpan<byte> picture, float[] values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = picture[index];
        }
    }

    /// <summary>The first picture's pixel (y + down, x + across) lies on the second's (y, x).</summary>
    private double At(int down, int across)
    {
        int columns = _rowLength - (Math.Abs(across) * _channels);
        int rows = _height - Math.Abs(down);
        Sums sums = default;
        for (int row = 0; row < rows; row++)
        {
            sums.Add(
                _first.AsSpan(((row + Math.Max(0, down)) * _rowLength) + (Math.Max(0, across) * _channels), columns),
                _second.AsSpan(((row + Math.Max(0, -down)) * _rowLength) + (Math.Max(0, -across) * _channels), columns));
        }

        return sums.Distance(rows * columns);
    }

    private struct Sums
    {
        private double _first;
        private double _second;
        private double _firstSquares;
        private double _secondSquares;
        private double _products;

        public void Add(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
        {
            ReadOnlySpan<Vector<float>> ones = MemoryMarshal.Cast<float, Vector<float>>(first);
            ReadOnlySpan<Vector<float>> twos = MemoryMarshal.Cast<float, Vector<float>>(second);
            Vector<float> sumOne = default, sumTwo = default, squareOne = default, squareTwo = default, product = default;
            for (int index = 0; index < ones.Length; index++)
            {
                (Vector<float> one, Vector<float> two) = (ones[index], twos[index]);
                sumOne += one;
                sumTwo += two;
                squareOne += one * one;
                squareTwo += two * two;
                product += one * two;
            }

            // Sums of whole numbers below 2^24 are exact, so vectors of any width give the same.
            _first += Vector.Sum(sumOne);
            _second += Vector.Sum(sumTwo);
            _firstSquares += Vector.Sum(squareOne);
            _secondSquares += Vector.Sum(squareTwo);
            _products += Vector.Sum(product);
            for (int index = ones.Length * Vector<float>.Count; index < first.Length; index++)
            {
                (double one, double two) = (first[index], second[index]);
                _first += one;
                _second += two;
                _firstSquares += one * one;
                _secondSquares += two * two;
                _products += one * two;
            }
        }

        public readonly double Distance(int count)
        {
            double variance1 = (_firstSquares - (_first * _first / count)) / count;
            double variance2 = (_secondSquares - (_second * _second / count)) / count;
            if (Math.Min(variance1, variance2) < LeastDeviation * LeastDeviation
                || Math.Max(variance1, variance2) > MostContrast * MostContrast * Math.Min(variance1, variance2))
            {
                return Unrelated;
            }

            double covariance = (_products - (_first * _second / count)) / count;
            return Math.Sqrt(Math.Max(0, 2 * (1 - (covariance / Math.Sqrt(variance1 * variance2)))));
        }
    }
}
