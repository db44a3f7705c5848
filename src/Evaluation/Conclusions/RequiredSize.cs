using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// What would let a study tell a difference of delta with 80% power at 95%: the (R', n') for which
/// <c>s2R/R' + sum_g (s2I_g/n'_g + s2RI_g/(R' n'_g)) &lt;= (delta/2.8)^2</c>, 2.8 being 1.96 + 0.84.
/// </summary>
internal static class RequiredSize
{
    /// <summary>More repeats than this are no advice.</summary>
    internal const int MostRepeats = 200;

    /// <summary>The repeats that suffice with the rows there are; null when no number does.</summary>
    public static int? Repeats(CrossedEstimate estimate, double delta)
    {
        double shrinking = estimate.BetweenRepeats + estimate.Sets.Sum(set => set.Interaction / set.Rows);
        double left = Target(delta) - estimate.Sets.Sum(set => set.BetweenRows / set.Rows);
        if (left <= 0)
        {
            return null;
        }

        double needed = Math.Ceiling(shrinking / left);
        return needed > int.MaxValue ? null : Math.Max(1, (int)needed);
    }

    /// <summary>
    /// How many times the rows of the last sample sets, the held-out ones, are needed at a number of repeats; null when they alone do not suffice.
    /// </summary>
    public static double? HeldOutFactor(CrossedEstimate estimate, double delta, int repeats, int heldOutSets = 1)
    {
        double left = Target(delta) - (estimate.BetweenRepeats / repeats) - estimate.Sets.SkipLast(heldOutSets).Sum(set => RowsAt(set, repeats));
        return left <= 0 ? null : estimate.Sets.TakeLast(heldOutSets).Sum(set => RowsAt(set, repeats)) / left;
    }

    /// <summary>The same where the rows of all sets grow alike.</summary>
    public static double? FactorOfAllSets(CrossedEstimate estimate, double delta, int repeats)
    {
        double left = Target(delta) - (estimate.BetweenRepeats / repeats);
        return left <= 0 ? null : estimate.Sets.Sum(set => RowsAt(set, repeats)) / left;
    }

    /// <summary>In words, what would decide a question about a difference of delta.</summary>
    /// <param name="estimate">The estimate that did not decide.</param>
    /// <param name="delta">The smallest effect.</param>
    /// <param name="fewestRepeats">The fewest repeats at which the sign-flip test can speak; 1 where it is not used.</param>
    /// <param name="heldOutRows">The rows of the largest held-out set involved.</param>
    /// <param name="heldOutSets">How many of the last sample sets they make up: one, or one per class.</param>
    /// <param name="what">The difference in words; null for points.</param>
    public static string Advice(
        CrossedEstimate estimate, double delta, int fewestRepeats, int heldOutRows, int heldOutSets = 1, string? what = null)
    {
        what ??= Points.Whole(delta);
        int have = estimate.Values.Count;
        if (estimate.SeedsUnknown)
        {
            return Text($"Run at least {Math.Max(fewestRepeats, 5)} repeats: one says nothing about the spread between seeds.");
        }

        if (estimate.HeldOutRatio > 0)
        {
            return "Hold out more rows or draw more splits: with a varying split the overlap of the training sets limits what repeats can tell.";
        }

        if (!estimate.RepeatsAreIdentical && Repeats(estimate, delta) is { } repeats && repeats <= MostRepeats)
        {
            int needed = Math.Max(repeats, fewestRepeats);
            return needed > have
                ? Text($"About {needed} repeats, {have} so far, would tell {what} apart with these rows.")
                : Text($"{have} repeats suffice to tell {what} apart; what is left is a difference too near to the limit to name.");
        }

        return MoreRows(estimate, delta, Math.Max(have, fewestRepeats), heldOutRows, heldOutSets, what);
    }

    private static string MoreRows(
        CrossedEstimate estimate, double delta, int fewestRepeats, int heldOutRows, int heldOutSets, string what)
    {
        // Repeats that bring the seeds' share down to half of what is allowed, so that rows have the other half.
        double forSeeds = Math.Ceiling(2 * estimate.BetweenRepeats / Target(delta));
        if (forSeeds > MostRepeats)
        {
            return Text($"The seeds differ too much: more than {MostRepeats} repeats are needed to tell {what} apart. Make training steadier first.");
        }

        int repeats = Math.Max(fewestRepeats, (int)forSeeds);
        string with = estimate.RepeatsAreIdentical ? "" : Text($" with {repeats} repeats");
        return HeldOutFactor(estimate, delta, repeats, heldOutSets) is { } factor
            ? Text($"No number of repeats suffices, because the held-out set is too small: about {RoundUp(factor * heldOutRows)} rows instead of {heldOutRows} would tell {what} apart{with}.")
            : Text($"No number of repeats suffices, because there are too few rows, training rows included: about {FactorOfAllSets(estimate, delta, repeats):0.0} times as many would tell {what} apart{with}.");
    }

    private static double RowsAt(RowVariance set, int repeats) => (set.BetweenRows + (set.Interaction / repeats)) / set.Rows;

    /// <summary>To two significant digits: the variances are no better known.</summary>
    internal static double RoundUp(double rows)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(rows)) - 1));
        return Math.Ceiling(rows / unit) * unit;
    }

    private static double Target(double delta) => delta / 2.8 * (delta / 2.8);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
