namespace MlPipelines.Evaluation;

/// <summary>How training went.</summary>
internal static class DynamicsConclusion
{
    /// <summary>A trend must be this many of its standard errors: the 95% rule of the normal distribution, rounded up.</summary>
    private const double SureErrors = 2;

    /// <summary>The least fall per epoch that is worth training on for.</summary>
    private const double LeastFall = 0.01;

    /// <summary>The dynamics of a variant; null for a trainer without epochs or without a finished repeat.</summary>
    public static DynamicsResult? Of(VariantScores variant, StudyEvidence evidence, DatasetResult dataset)
    {
        TrialResult[] trials = [.. variant.Finished.Where(trial => trial is { Epochs: > 0, KeptEpoch: not null })];
        IReadOnlyList<EpochRow>[] histories =
            [.. trials.Select(trial => evidence.History(variant.Name, trial.Repeat)).Where(history => history.Count > 0)];
        if (trials.Length == 0 || histories.Length == 0)
        {
            return null;
        }

        LossCurve[] running = Curves(histories, row => row.RunningLoss);
        IReadOnlyList<LayerGradient> layers = GradientFlow.Layers([.. trials.Select(trial => evidence.Gradients(variant.Name, trial.Repeat))]);
        var result = new DynamicsResult
        {
            Epochs = RepeatSummary.Of([.. trials.Select(trial => (double)trial.Epochs!.Value)]),
            KeptEpoch = RepeatSummary.Of([.. trials.Select(trial => trial.KeptEpoch!.Value + 1.0)]),
            FinalTrend = Mean(running, curve => curve.Trend),
            StillFalling = IsFalling(running),
            Oscillation = Mean(running, curve => curve.Oscillation),
            Oscillates = 2 * running.Count(curve => LossOscillation.IsUnsteady(curve, dataset.Classes.Count)) > running.Length,
            StaysAtChance = ChanceAccuracy.Of(variant) is { IsAll: true },
            NumericFailures = variant.Trials.Count(trial => trial is { State: TrialState.Failed, FailureKind: FailureKinds.NumericFailure }),
            Gradients = layers,
            GradientRatio = GradientFlow.Ratio(layers),
            ModesDiffer = GapConclusion.Modes(variant),
            Sharpness = Summary(trials, trial => trial.Sharpness),
            GradientNoiseScale = Summary(trials, trial => trial.GradientNoiseScale),
        };
        return result with { Notes = DynamicsNotes.Of(result, variant, histories, dataset) };
    }

    /// <summary>
    /// Whether the mean trend over repeats is a fall of at least 1% per epoch and of more than two standard errors: those of the losses' own scatter,
    /// or those between
    /// repeats, whichever are greater. False where neither is known.
    /// </summary>
    internal static bool IsFalling(IReadOnlyList<LossCurve> curves)
    {
        double[] trends = [.. curves.Select(curve => curve.Trend)];
        double[] errors = [.. curves.Select(curve => curve.TrendError).OfType<double>()];
        double? within = trends.Length == 0 || errors.Length < trends.Length ? null : Math.Sqrt(errors.Sum(error => error * error)) / trends.Length;
        double? between = trends.Length < 2 ? null : Math.Sqrt(SampleSetScores.Variance(trends) / trends.Length);
        return (within ?? between) is { } error && -trends.Average() >= LeastFall && -trends.Average() > SureErrors * Math.Max(error, between ?? 0);
    }

    /// <summary>The curves of the repeats; one with a number that is not finite has no shape to speak of.</summary>
    internal static LossCurve[] Curves(IEnumerable<IReadOnlyList<EpochRow>> histories, Func<EpochRow, double> loss) =>
    [
        .. histories.Where(history => history.All(row => double.IsFinite(loss(row)))).Select(history => new LossCurve([.. history.Select(loss)])),
    ];

    private static double Mean(LossCurve[] curves, Func<LossCurve, double> value) => curves.Select(value).DefaultIfEmpty(0).Average();

    private static MetricSummary? Summary(TrialResult[] trials, Func<TrialResult, double?> value)
    {
        double[] values = [.. trials.Select(value).OfType<double>().Where(double.IsFinite)];
        return values.Length == 0 ? null : RepeatSummary.Of(values);
    }
}
