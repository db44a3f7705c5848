using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>Points that fill the unit cube more evenly than independent draws: Halton's sequence, its digits permuted at random (Owen 2017).</summary>
internal static class QuasiRandomPoints
{
    /// <summary>Point number n of the sequence of a seed.</summary>
    public static double[] At(int seed, int number, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(dimension => Permuted(SearchDraws.Digits(seed, dimension), number, Base(dimension)))];

    /// <summary>The digits of n in a base, mirrored at the point (van der Corput 1935): 6 = 110 in base 2 is 0.011 = 3/8.</summary>
    public static double RadicalInverse(int number, int radix)
    {
        (double inverse, double weight) = (0, 1);
        for (int rest = number; rest > 0; rest /= radix)
        {
            weight /= radix;
            inverse += weight * (rest % radix);
        }

        return inverse;
    }

    /// <summary>The base of a dimension: prime number <paramref name="dimension"/>, from 2.</summary>
    public static int Base(int dimension)
    {
        int candidate = 2;
        for (int found = 0; ; candidate++)
        {
            bool isPrime = true;
            for (int divisor = 2; isPrime && divisor * divisor <= candidate; divisor++)
            {
                isPrime = candidate % divisor != 0;
            }

            if (isPrime && found++ == dimension)
            {
                return candidate;
            }
        }
    }

    /// <summary>Every digit down to the last bits has a permutation of its own, leading zeros included.</summary>
    private static double Permuted(CounterRandom random, int number, int radix)
    {
        int[] permutation = new int[radix];
        (double value, double weight, int rest) = (0, 1, number);
        while (weight > 1e-12)
        {
            for (int digit = 0; digit < radix; digit++)
            {
                permutation[digit] = digit;
            }

            random.Shuffle<int>(permutation);
            weight /= radix;
            value += weight * permutation[rest % radix];
            rest /= radix;
        }

        return value;
    }
}
