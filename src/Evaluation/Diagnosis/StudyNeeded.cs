namespace MlPipelines.Evaluation;

/// <summary>What would decide a <c>cannot-tell</c>: repeats with the rows there are, or rows with the repeats there are (statistics, section 8), or trainings that were not run.</summary>
internal static class StudyNeeded
{
    /// <summary>Below this the spread between seeds is hardly known; the same number as the study's caveats advise.</summary>
    private const int FewestRepeats = 5;

    /// <param name="evidence">The evidence.</param>
    /// <param name="undecided">The causes that are undecided.</param>
    public static NeededStudy Of(DiagnosisEvidence evidence, IReadOnlyList<JudgedCause> undecided)
    {
        VariantScores baseline = evidence.Baseline;
        IReadOnlyList<int> finished = baseline.RepeatsWith(MeasurementNames.Test);
        if (finished.Count == 0)
        {
            return new NeededStudy(null, null, "Cannot tell: no repeat of the baseline finished.");
        }

        string[] unmeasured = [.. undecided.Where(cause => cause.Judgement.Estimate is null || cause.Judgement.Decided is not null).Select(cause => CauseWords.Of(cause.Judgement.Cause))];
        CauseEstimate[] open =
            [.. undecided.Where(cause => cause.Judgement.Decided is null).Select(cause => cause.Judgement.Estimate).OfType<CauseEstimate>()];
        string trainings = unmeasured.Length == 0 ? ""
            : evidence.IsComplete ? $"What would decide about {EstimateText.List(unmeasured)} was not run or did not decide: give mlpipelines diagnose a larger --budget, or run more repeats."
            : $"Run mlpipelines diagnose: what decides about {EstimateText.List(unmeasured)} takes trainings that run does not do.";
        if (open.Length == 0)
        {
            return new NeededStudy(null, null, $"Cannot tell yet. {trainings}");
        }

        CrossedEstimate[] estimates = [.. open.Select(estimate => estimate.Crossed).OfType<CrossedEstimate>()];
        int[] heldOut = [.. open.Where(estimate => estimate.Crossed is not null).Select(estimate => estimate.HeldOutSets)];
        if (estimates.Length == 0 && GapConclusion.Total(baseline) is { } total)
        {
            (estimates, heldOut) = ([total], [1]);
        }

        int rows = (int)Math.Round(finished.Average(repeat => (double)baseline.Facts(MeasurementNames.Test, repeat).Count));
        NeededStudy needed = Sized(estimates, heldOut, finished.Count, rows, evidence.SmallestEffect);
        return trainings.Length == 0 ? needed : needed with { Sentence = $"{needed.Sentence} {trainings}" };
    }

    private static NeededStudy Sized(CrossedEstimate[] estimates, int[] heldOut, int have, int rows, double delta)
    {
        string with = EstimateText.Text($"Cannot tell with {have} repeat{(have == 1 ? "" : "s")} and {rows} test rows");
        if (estimates.Any(estimate => estimate.SeedsUnknown))
        {
            return new NeededStudy(FewestRepeats, null, EstimateText.Text($"{with}: run at least {FewestRepeats} repeats, because one says nothing about the spread between seeds."));
        }

        if (estimates.FirstOrDefault(estimate => estimate.HeldOutRatio > 0) is { } varying)
        {
            return new NeededStudy(null, null, $"{with}. {RequiredSize.Advice(varying, delta, 1, rows)}");
        }

        int? repeats = Greatest(estimates.Select(estimate => RequiredSize.Repeats(estimate, delta)));
        double? factor = Greatest(estimates.Select((estimate, index) => RequiredSize.HeldOutFactor(estimate, delta, have, heldOut[index])));
        int? testRows = factor is { } times ? (int)Math.Min(int.MaxValue, RequiredSize.RoundUp(times * rows)) : null;
        if (repeats <= have || testRows <= rows)
        {
            return NearTheLimit(estimates, have, with, delta);
        }

        repeats = repeats > RequiredSize.MostRepeats ? null : repeats;
        string? more = repeats is { } count ? EstimateText.Text($"run {count} repeats") : null;
        string? collect = testRows is { } needed ? EstimateText.Text($"collect about {needed} test rows") : null;
        string validation = collect is not null && heldOut.Any(sets => sets > 1) ? " and as many times the validation rows" : "";
        return (more, collect) switch
        {
            (not null, not null) => new NeededStudy(repeats, testRows, $"{with}: {more} or {collect}{validation}."),
            (not null, null) => new NeededStudy(repeats, null, $"{with}: {more}."),
            (null, not null) => new NeededStudy(null, testRows, $"{with}: {collect}{validation}; no number of repeats suffices with the rows there are."),
            _ => Both(estimates, heldOut, have, rows, with, delta),
        };
    }

    /// <summary>Neither alone suffices: repeats that bring the seeds' share down to half of what is allowed, and the rows that are needed beside them.</summary>
    private static NeededStudy Both(CrossedEstimate[] estimates, int[] heldOut, int have, int rows, string with, double delta)
    {
        double target = delta / 2.8 * (delta / 2.8);
        double forSeeds = Math.Max(have, estimates.Max(estimate => Math.Ceiling(2 * estimate.BetweenRepeats / target)));
        double? factor = forSeeds > RequiredSize.MostRepeats
            ? null
            : Greatest(estimates.Select((estimate, index) => RequiredSize.HeldOutFactor(estimate, delta, (int)forSeeds, heldOut[index])));
        if (factor is not { } times)
        {
            return new NeededStudy(null, null, $"{with}. {RequiredSize.Advice(estimates[0], delta, 1, rows, heldOut[0])}");
        }

        int testRows = (int)Math.Min(int.MaxValue, RequiredSize.RoundUp(times * rows));
        return new NeededStudy((int)forSeeds, testRows, EstimateText.Text($"{with}: run {forSeeds:0} repeats and collect about {testRows} test rows, and as many times the validation rows."));
    }

    /// <summary>The study is large enough to tell the smallest effect from none; what is open lies nearer to it than that.</summary>
    private static NeededStudy NearTheLimit(CrossedEstimate[] estimates, int have, string with, double delta)
    {
        int? repeats = Greatest(estimates.Select(estimate => Math.Abs(Math.Abs(estimate.Mean) - delta) is > 0 and var distance ? RequiredSize.Repeats(estimate, distance) : null));
        string near = EstimateText.Text($"{with}: that suffices to tell {Points.Whole(delta)} from none, and what is left lies too near to {Points.Whole(delta)} to be on either side");
        return repeats is { } count && count > have && count <= RequiredSize.MostRepeats
            ? new NeededStudy(count, null, EstimateText.Text($"{near}; about {count} repeats would tell, if it stays where it is."))
            : new NeededStudy(null, null, $"{near}.");
    }

    private static int? Greatest(IEnumerable<int?> values) => values.Aggregate((int?)0, (greatest, value) => value is null || greatest is null ? null : Math.Max(greatest.Value, value.Value));

    private static double? Greatest(IEnumerable<double?> values) => values.Aggregate((double?)0, (greatest, value) => value is null || greatest is null ? null : Math.Max(greatest.Value, value.Value));
}
