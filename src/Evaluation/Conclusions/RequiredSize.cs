using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// What would let a study tell a difference of delta with 80% power at 95%: the (R', n') for which
/// <c>s2R/R' + sum_g (s2I_g/n'_g + s2RI_g/(R' n'_g)) &lt;= (delta/2.8)^2</c>, 2.8 being 1.96 + 0.84.
/// </summary>
internal static class RequiredSize
{
    private const int MostRepeats = 200;

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

    /// <summary>How many times the rows of every held-out set are needed at a number of repeats; null when rows alone do not suffice.</summary>
    public static double? RowFactor(CrossedEstimate estimate, double delta, int repeats)
    {
        double left = Target(delta) - (estimate.BetweenRepeats / repeats);
        double shrinking = estimate.Sets.Sum(set => (set.BetweenRows + (set.Interaction / repeats)) / set.Rows);
        return left <= 0 ? null : shrinking / left;
    }

    /// <summary>In words, what would decide a question about a difference of delta.</summary>
    /// <param name="estimate">The estimate that did not decide.</param>
    /// <param name="delta">The smallest effect.</param>
    /// <param name="fewestRepeats">The fewest repeats at which the sign-flip test can speak; 1 where it is not used.</param>
    /// <param name="heldOutRows">The rows of the largest held-out set involved.</param>
    public static string Advice(CrossedEstimate estimate, double delta, int fewestRepeats, int heldOutRows)
    {
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
                ? Text($"About {needed} repeats, {have} so far, would tell {Points.Counted(delta)} apart with these rows.")
                : Text($"{have} repeats suffice to tell {Points.Counted(delta)} apart; what is left is a difference too near to the limit to name.");
        }

        int more = Math.Max(have, Math.Max(fewestRepeats, (int)Math.Min(MostRepeats, Math.Ceiling(2 * estimate.BetweenRepeats / Target(delta)))));
        return RowFactor(estimate, delta, more) is { } factor
            ? Text($"No number of repeats suffices, because the held-out set is too small: about {Math.Ceiling(factor * heldOutRows)} rows instead of {heldOutRows} ")
                + (estimate.RepeatsAreIdentical ? "are" : Text($"and {more} repeats are")) + Text($" needed to tell {Points.Counted(delta)} apart.")
            : Text($"The seeds differ too much: more than {MostRepeats} repeats are needed to tell {Points.Counted(delta)} apart. Make training steadier first.");
    }

    private static double Target(double delta) => delta / 2.8 * (delta / 2.8);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
