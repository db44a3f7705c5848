using MathNet.Numerics;

namespace MlPipelines.Evaluation;

/// <summary>Fisher's exact test (1935) of equal shares in two sets, which needs no least number of rows.</summary>
internal static class FisherExactTest
{
    /// <summary>Chances that differ by rounding alone count as equal.</summary>
    private const double Rounding = 1e-7;

    /// <summary>Two-sided p: the chance of all tables with these margins that are no more probable than this one.</summary>
    /// <param name="hits">Rows of the first set with the property.</param>
    /// <param name="rows">Rows of the first set.</param>
    /// <param name="otherHits">Rows of the second set with it.</param>
    /// <param name="otherRows">Rows of the second set.</param>
    public static double PValue(int hits, int rows, int otherHits, int otherRows)
    {
        int all = hits + otherHits;

        // The rarer of "with" and "without" makes the same test of fewer terms.
        if (2L * all > (long)rows + otherRows)
        {
            return PValue(rows - hits, rows, otherRows - otherHits, otherRows);
        }

        double LogChance(int inFirst) => SpecialFunctions.BinomialLn(rows, inFirst) + SpecialFunctions.BinomialLn(otherRows, all - inFirst);
        double whole = SpecialFunctions.BinomialLn(rows + otherRows, all);
        double observed = LogChance(hits);
        double sum = 0;
        for (int inFirst = Math.Max(0, all - otherRows); inFirst <= Math.Min(all, rows); inFirst++)
        {
            double chance = LogChance(inFirst);
            sum += chance <= observed + Rounding ? Math.Exp(chance - whole) : 0;
        }

        return Math.Min(1, sum);
    }
}
