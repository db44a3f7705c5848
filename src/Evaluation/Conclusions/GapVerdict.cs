using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// The verdict on the baseline in plain words. It names the part of the gap and not a cause: that a model overfits takes evidence of harm, and that
/// is a diagnosis.
/// </summary>
internal static class GapVerdict
{
    private const double AlmostAll = 0.8;

    public static StudyVerdict Of(VariantResult baseline, VariantScores scores, IReadOnlyList<string> caveats)
    {
        if (baseline.Gap is not { } gap || GapConclusion.Total(scores) is not { } estimate)
        {
            return new StudyVerdict { Sentence = Failed(baseline), State = "failed", Caveats = caveats };
        }

        double delta = scores.Options.Diagnosis.SmallestEffect;
        GapPart? largest = gap.Parts.Where(part => part.Interval.Lower > delta).MaxBy(part => part.Difference);
        string state = State(gap.Total.Interval, delta);
        int testRows = scores.Scores(MeasurementNames.Test, scores.RepeatsWith(MeasurementNames.Test)[0]).Count;
        string meaning = state switch
        {
            "gap" => Largest(gap, largest, delta),
            "noGap" => NoGap(gap, delta),
            _ => Text($"Whether it is more than {Points.Whole(delta)} cannot be told. ")
                + RequiredSize.Advice(estimate, delta, 1, testRows),
        };
        string sentence = $"{Accuracies(baseline, gap)}{Uncertainty(gap, estimate)} {meaning}";
        return new StudyVerdict { Sentence = sentence, State = state, LargestPart = largest?.Name, Caveats = caveats };
    }

    /// <summary>Present when the lower bound is above the smallest effect, absent when the upper bound is below it.</summary>
    internal static string State(Interval interval, double delta) =>
        interval.Lower > delta ? "gap" : interval.Upper < delta ? "noGap" : "cannotTell";

    private static string Accuracies(VariantResult baseline, GapResult gap)
    {
        double train = baseline.Summary[MeasurementNames.TrainClean]["accuracy"].Mean;
        double test = baseline.Summary[MeasurementNames.Test]["accuracy"].Mean;
        string difference = gap.Total.Difference < 0
            ? Text($"test is better by {Points.Counted(-gap.Total.Difference)}")
            : Text($"a gap of {Points.Counted(gap.Total.Difference)}");
        return Text($"Train accuracy {Points.Percent(train)}, test accuracy {Points.Percent(test)}: {difference}");
    }

    private static string Uncertainty(GapResult gap, CrossedEstimate estimate)
    {
        Interval shown = gap.Total.Difference < 0
            ? new Interval(-gap.Total.Interval.Upper, -gap.Total.Interval.Lower)
            : gap.Total.Interval;
        string over = estimate switch
        {
            { SeedsUnknown: true } => "over the rows of one run; how far another seed would land is unknown",
            { RepeatsAreIdentical: true } => "over all rows; every repeat predicts the same",
            { HeldOutRatio: > 0 } => Text($"over {estimate.Values.Count} splits, training samples included"),
            _ => Text($"over {estimate.Values.Count} repeats and all rows"),
        };
        string floor = gap.Floor.SingleRun is { } single ? Text($"; noise floor of one run ±{Points.Of(single)}") : "";
        return Text($" ({Points.Range(shown)}, 95% {over}{floor}).");
    }

    private static string Largest(GapResult gap, GapPart? largest, double delta)
    {
        if (largest is null)
        {
            return Text($"No single part of it is surely above {Points.Whole(delta)}.");
        }

        // A share of the total means something only when no part may be negative.
        bool sharesMean = gap.Parts.All(part => part.Interval.Lower >= 0);
        string size = sharesMean && largest.Difference >= AlmostAll * gap.Total.Difference ? "Almost all of it" : "The largest part of it";
        return Text($"{size}, {Points.Counted(largest.Difference)}, is {Meaning(largest.Name)}");
    }

    private static string Meaning(string part) => part switch
    {
        "generalisation" => "generalisation: the model fits its training samples better than unseen ones of the same kind.",
        "skew" => "preprocessing skew: the same unseen samples do worse when they are prepared as test samples than as training samples.",
        _ => "shift: the test samples are harder for the model than samples held out of the training data.",
    };

    private static string NoGap(GapResult gap, double delta) => gap.Total.Interval.Upper < 0
        ? "There is no gap to explain; that the test set is easier than the training set is a question of its own."
        : Text($"That is less than {Points.Whole(delta)}: there is no gap worth a remedy.");

    private static string Failed(VariantResult baseline)
    {
        if (baseline.Trials.Count == 0)
        {
            return "No repeat of the baseline was run, so nothing can be said.";
        }

        TrialResult? failed = baseline.Trials.FirstOrDefault(trial => trial.State == TrialState.Failed);
        return failed is null
            ? "The finished repeats of the baseline lack the measurements that make a gap, so nothing can be said."
            : Text($"None of the {baseline.Trials.Count} repeats of the baseline finished. Repeat {failed.Repeat}: {failed.Failure}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
