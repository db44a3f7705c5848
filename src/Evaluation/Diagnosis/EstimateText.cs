using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>How rules and sentences write an estimate.</summary>
internal static class EstimateText
{
    /// <summary>A sentence with invariant numbers.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>14.2 points (11.9 to 16.3)</c>.</summary>
    public static string Of(CauseEstimate estimate) => $"{Points.Counted(estimate.Mean)} ({Points.Range(estimate.Interval())})";

    /// <summary><c>80 of 400</c> things as a share: <c>80 of 400 test rows (20.0%)</c>.</summary>
    public static string Share(int count, int all, string things) =>
        Text($"{count} of {all} {things} ({Points.Percent(all == 0 ? 0 : count / (double)all)})");

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary>The first letter as the beginning of a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
