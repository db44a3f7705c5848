namespace MlPipelines.Evaluation;

/// <summary>
/// Whether the held-out log loss rose from its minimum to the kept epoch: harm that accuracy may not show yet. Of every repeat the rise is taken as a share of the minimum, less what
/// scatter alone makes of the difference to a minimum: sigma sqrt(2 ln m) for m epochs, the bound of the expected extreme of m normal values, sigma being the losses' own scatter by their
/// second differences.
/// </summary>
/// <param name="Set"><c>selection</c> or <c>validation</c>.</param>
/// <param name="Rise">Mean over repeats, a share of the minimum; below 0 where scatter explains more than there is.</param>
/// <param name="Interval">95% interval over repeats; null with one repeat.</param>
/// <param name="MinimumEpoch">Mean epoch of the minimum, from 1.</param>
/// <param name="KeptEpoch">Mean kept epoch, from 1.</param>
/// <param name="Repeats">Repeats with epochs.</param>
internal sealed record LossRise(string Set, double Rise, Interval? Interval, double MinimumEpoch, double KeptEpoch, int Repeats)
{
    /// <summary>The least rise that is called harm: 5% of the minimum, chosen here; less is lost between two evaluations of a training that is settled.</summary>
    public const double Least = 0.05;

    private const double SecondDifferenceVariance = 6;

    /// <summary>Present when the interval lies above <see cref="Least"/>, absent when it lies below; with one repeat the value itself decides, its scatter being taken off.</summary>
    public FindingState State => Interval is { } interval
        ? interval.Lower > Least ? FindingState.Present : interval.Upper < Least ? FindingState.Absent : FindingState.Undecided
        : Rise > Least ? FindingState.Present : FindingState.Absent;

    /// <summary>What it says, a sentence.</summary>
    public string Sentence()
    {
        string over = Interval is { } interval ? EstimateText.Text($" ({Points.Of(interval.Lower)}% to {Points.Of(interval.Upper)}% over {Repeats} repeats)") : "";
        return State switch
        {
            FindingState.Present => EstimateText.Text(
                $"Log loss on {Set} samples rises by {Points.Percent(Rise)}{over} beyond its scatter, from its minimum at epoch {MinimumEpoch:0.#} to the kept epoch {KeptEpoch:0.#}."),
            FindingState.Absent => EstimateText.Text(
                $"Log loss on {Set} samples does not rise to the kept epoch {KeptEpoch:0.#} by {Points.Percent(Least)} beyond its scatter: {Points.Percent(Rise)}{over}."),
            _ => EstimateText.Text(
                $"Whether log loss on {Set} samples rises by {Points.Percent(Least)} from its minimum to the kept epoch {KeptEpoch:0.#} is open: {Points.Percent(Rise)}{over}."),
        };
    }

    /// <returns>Null without epochs.</returns>
    public static LossRise? Of(DiagnosisEvidence evidence)
    {
        var rises = new List<(double Rise, double Minimum, double Kept)>();
        string set = "";
        foreach (TrialResult trial in evidence.Baseline.Finished.Where(trial => trial.KeptEpoch is not null))
        {
            EpochRow[] rows = [.. evidence.History(trial.Repeat).OrderBy(row => row.Epoch).Take(trial.KeptEpoch!.Value + 1)];
            if (rows.Length == 0 || rows.Any(row => !double.IsFinite(row.HeldOutLoss)) || rows.Min(row => row.HeldOutLoss) <= 0)
            {
                continue;
            }

            EpochRow least = rows.MinBy(row => row.HeldOutLoss)!;
            double scatter = new LossCurve([.. rows.Select(row => row.HeldOutLoss)]).RootMeanSquare / Math.Sqrt(SecondDifferenceVariance);
            double allowed = scatter * Math.Sqrt(2 * Math.Log(rows.Length));
            rises.Add(((rows[^1].HeldOutLoss - least.HeldOutLoss - allowed) / least.HeldOutLoss, least.Epoch, rows[^1].Epoch));
            set = rows[^1].HeldOutSet;
        }

        if (rises.Count == 0)
        {
            return null;
        }

        MetricSummary summary = RepeatSummary.Of([.. rises.Select(rise => rise.Rise)]);
        return new LossRise(set, summary.Mean, summary.Interval, rises.Average(rise => rise.Minimum), rises.Average(rise => rise.Kept), rises.Count);
    }
}
