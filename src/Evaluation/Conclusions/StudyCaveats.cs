using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>What a reader of the numbers should be warned of, in whole sentences, the gravest first.</summary>
internal static class StudyCaveats
{
    /// <summary>Below this, the interval's t quantile is above 2.8 and its width is luck.</summary>
    private const int FewRepeats = 5;

    public static IReadOnlyList<string> Of(
        IReadOnlyList<VariantScores> variants,
        IReadOnlyList<VariantResult> results,
        IReadOnlyList<ComparisonResult> comparisons,
        IReadOnlyList<FailedPart> failedParts)
    {
        var caveats = new List<string>();
        foreach (VariantScores variant in variants)
        {
            caveats.AddRange(Failures(variant));
        }

        VariantScores baseline = variants[0];
        if (results[0].Gap is { } gap && GapConclusion.Total(baseline) is { } estimate)
        {
            caveats.AddRange(Seeds(estimate));
            caveats.AddRange(TestSet(baseline, gap));
            caveats.AddRange(TrainingRows(baseline));
            caveats.AddRange(MajorityCaveat.Of(baseline, results[0]));
        }
        else if (baseline.Finished.Count > 0)
        {
            caveats.Add("No repeat of the baseline has all of trainClean, validationClean, validation and test, so there is no gap to show.");
        }

        caveats.AddRange(Comparisons(variants, comparisons));
        caveats.AddRange(MissingParts.Sentences(failedParts));
        return caveats;
    }

    private static IEnumerable<string> Failures(VariantScores variant)
    {
        int planned = variant.Options.Repeats;
        TrialResult[] failed = [.. variant.Trials.Where(trial => trial.State == TrialState.Failed)];
        if (failed.Length > 0)
        {
            int numeric = failed.Count(trial => trial.FailureKind == FailureKinds.NumericFailure);
            string kind = numeric == 0 ? "" : numeric == failed.Length ? " by a number that is not finite" : Text($", {numeric} of them by a number that is not finite");
            string again = numeric == failed.Length ? "" : " \"resume\" runs those again that did not fail by their numbers.";
            yield return Text(
                $"{failed.Length} of {planned} repeats of {variant.Name} failed{kind}. They are left out of every number, so what is left may look better than it is.{again} Repeat {failed[0].Repeat}: {failed[0].Failure}");
        }

        if (variant.Trials.Count < planned)
        {
            yield return Text($"{planned - variant.Trials.Count} of {planned} repeats of {variant.Name} were not run.");
        }
    }

    private static IEnumerable<string> Seeds(CrossedEstimate estimate)
    {
        int repeats = estimate.Values.Count;
        if (estimate.SeedsUnknown)
        {
            yield return "There is one repeat only: the intervals know the rows and not the seeds. Run at least 5 repeats to know both.";
        }
        else if (estimate.RepeatsAreIdentical)
        {
            yield return "Every repeat predicts the same, so seeds make no difference here; the intervals are those of one run over its rows.";
        }
        else if (repeats < FewRepeats)
        {
            yield return Text($"With {repeats} repeats the spread between seeds is hardly known; the intervals are wide for that reason. Run at least {FewRepeats}.");
        }

        if (estimate.HeldOutRatio > 0)
        {
            yield return "The split changes from repeat to repeat, so the intervals include the sampling of the training set and seeds cannot be tested apart.";
        }
    }

    private static IEnumerable<string> TestSet(VariantScores baseline, GapResult gap)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        double rows = repeats.Average(repeat => baseline.Facts(MeasurementNames.Test, repeat).Count);
        double accuracy = baseline.Finished.Where(trial => repeats.Contains(trial.Repeat)).Average(trial => trial.Measurements[MeasurementNames.Test].Accuracy);
        Interval byRows = WilsonInterval.Of(accuracy * Math.Round(rows), (int)Math.Round(rows));
        if (byRows.HalfWidth > SmallestEffect.Accuracy)
        {
            yield return Text(
                $"The test set is small: its {rows:0} rows alone leave test accuracy uncertain by ±{Points.Of(byRows.HalfWidth)} points, whatever the seeds.");
        }

        GapPart shift = gap.Parts[^1];
        if (shift.Interval.Upper < 0)
        {
            yield return Text(
                $"The model does better on test samples than on validation samples, by {Points.Counted(-shift.Difference)}: the two sets differ, and the gap would be larger on samples like the training data.");
        }
    }

    private static IEnumerable<string> TrainingRows(VariantScores baseline)
    {
        bool partial = baseline.RepeatsWith(MeasurementNames.Running, MeasurementNames.TrainClean).Any(repeat =>
            baseline.Facts(MeasurementNames.Running, repeat).Count < baseline.Facts(MeasurementNames.TrainClean, repeat).Count);
        if (partial)
        {
            yield return "The kept epoch presented a part of the training samples only; the training-metric lines compare those, weighed to the natural class shares.";
        }
    }

    private static IEnumerable<string> Comparisons(IReadOnlyList<VariantScores> variants, IReadOnlyList<ComparisonResult> comparisons)
    {
        foreach (VariantScores variant in variants.Skip(1).Where(variant => comparisons.All(comparison => comparison.Variant != variant.Name)))
        {
            yield return Text($"{variant.Name} has no finished repeat in common with the baseline and is not compared.");
        }

        foreach (VariantScores variant in variants.Skip(1))
        {
            if (MissingParts.Unpaired(variants[0], variant) is { } unpaired)
            {
                yield return unpaired;
            }
        }

        int compared = comparisons.Select(comparison => comparison.Variant).Distinct().Count();
        ComparisonResult[] tested = [.. comparisons.Where(comparison => comparison.SeedP is not null)];
        if (tested.Length > 0)
        {
            int fewest = SignFlipTest.FewestRepeats(compared);
            int pairs = tested.Max(comparison => comparison.Pairs);
            if (pairs < fewest)
            {
                yield return Text(
                    $"With {pairs} common repeat{(pairs == 1 ? "" : "s")} no variant can be called better or worse than the baseline: that takes {fewest} repeats for {compared} variant{(compared == 1 ? "" : "s")}.");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
