using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The verdict on a claim in one sentence with its numbers.</summary>
internal static class ClaimSentence
{
    public static string Of(ClaimOptions claim, ClaimEffect effect, string verdict, bool testsDisagree)
    {
        string start = verdict switch
        {
            "holds" => "Holds here",
            "fails" => "Fails here",
            _ => "Cannot be decided here",
        };
        string question = Question(claim);
        string end = verdict switch
        {
            "holds" => $", {question}.",
            "fails" => $", not {question}.",
            _ when testsDisagree => $"; that is {question}, but the tests that are corrected for the number of comparisons do not agree yet.",
            _ when effect.SeedsUnknown => "; one repeat says nothing about other seeds.",
            _ => $"; whether that is {question} cannot be told.",
        };
        return $"{start}: {Finding(claim, effect)}{end}";
    }

    private static string Finding(ClaimOptions claim, ClaimEffect effect)
    {
        Interval interval = effect.At(0.95);
        int decimals = Points.Decimals(interval);
        bool paired = claim.Against is not null;
        string over = Text($"{effect.Repeats} {(paired ? "paired " : "")}{(effect.Repeats == 1 ? "repeat" : "repeats")}");
        bool isSigned = paired || !(ClaimMetric.IsShare(claim.Metric) || claim.Metric is ComparedMetric.TestLogLoss or ClaimMetrics.SeedsDifference);
        double shift = paired ? 0 : claim.Value;
        string Number(double value) => claim.Metric == ComparedMetric.TestLogLoss
            ? Points.Number(value + shift, 3, isSigned)
            : Points.Number(100 * (value + shift), decimals, isSigned);
        string range = Text($"95% interval {Number(interval.Lower)} to {Number(interval.Upper)}; {over}");
        return $"{What(claim, effect, Number(effect.Mean))} ({range})";
    }

    private static string What(ClaimOptions claim, ClaimEffect effect, string number)
    {
        string words = ClaimMetric.Words(claim.Metric);
        string points = number is "1.0" or "+1.0" or "-1.0" ? "point" : "points";
        return (claim.Metric, claim.Against) switch
        {
            (ClaimMetrics.SeedsDifference, _) => $"two repeats of {claim.Variant} differ by {number} {points} of test accuracy on average",
            (ClaimMetrics.EnsembleGain, null) => Text($"averaging the {effect.Repeats} repeats of {claim.Variant} adds {number} {points} of test accuracy to that of one"),
            (ComparedMetric.TestLogLoss, null) => $"the {words} of {claim.Variant} is {number}",
            (ComparedMetric.TestLogLoss, _) => $"{claim.Variant} changes the {words} by {number} against {claim.Against}",
            (_, null) when ClaimMetric.IsShare(claim.Metric) => $"the {words} of {claim.Variant} is {number}%",
            (_, null) => $"the {words} of {claim.Variant} is {number} {points}",
            _ when effect.Mean > 0 && ClaimMetric.IsShare(claim.Metric) => $"{claim.Variant} adds {number} {points} of {words} against {claim.Against}",
            _ => $"{claim.Variant} changes the {words} by {number} {points} against {claim.Against}",
        };
    }

    /// <summary>What the claim says of the number, to follow "that is".</summary>
    private static string Question(ClaimOptions claim)
    {
        string limit = Amount(claim, claim.SmallestEffect);
        bool hasValue = claim.Against is null && (claim.Value != 0 || ClaimMetric.IsShare(claim.Metric));
        return (claim.Direction, hasValue) switch
        {
            (ClaimDirection.Higher, true) => $"above the {Level(claim, claim.Value + claim.SmallestEffect)} claimed",
            (ClaimDirection.Lower, true) => $"below the {Level(claim, claim.Value - claim.SmallestEffect)} claimed",
            (_, true) => $"within {limit} of the {Level(claim, claim.Value)} claimed",
            (ClaimDirection.Higher, _) => claim.SmallestEffect == 0 ? "above 0" : $"more than the {limit} claimed",
            (ClaimDirection.Lower, _) => claim.SmallestEffect == 0 ? "below 0" : $"a decrease by more than the {limit} claimed",
            _ => $"within the ±{limit} of the claim",
        };
    }

    private static string Amount(ClaimOptions claim, double value) =>
        claim.Metric == ComparedMetric.TestLogLoss ? value.ToString("0.###", CultureInfo.InvariantCulture) : Points.Whole(value);

    private static string Level(ClaimOptions claim, double value) => claim.Metric == ComparedMetric.TestLogLoss || !ClaimMetric.IsShare(claim.Metric)
        ? Amount(claim, value)
        : (100 * value).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
