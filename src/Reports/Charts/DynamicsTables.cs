using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>How training went as tables with a row per variant.</summary>
public static class DynamicsTables
{
    /// <summary>The variants that were trained in epochs.</summary>
    public static IReadOnlyList<VariantResult> Trained(StudyResult result) => [.. result.Variants.Where(variant => variant.Dynamics is not null)];

    /// <summary>The variants whose sharpness or gradient noise was measured.</summary>
    public static IReadOnlyList<VariantResult> Measured(StudyResult result) =>
        [.. Trained(result).Where(variant => variant.Dynamics!.Sharpness is not null || variant.Dynamics.GradientNoiseScale is not null)];

    /// <summary>Length and course of training.</summary>
    public static NumbersTable Training(StudyResult result) => new(
        "Training by variant",
        ["Variant", "Epochs trained", "Kept epoch", "Saved by stopping early", "Trend of the loss at the end, per epoch", "Still falling", "Unsteadiness", "Oscillates", "Stays at chance", "First over last layer's gradient", "Numeric failures"],
        [
            .. Trained(result).Select(variant => (IReadOnlyList<string>)
            [
                variant.Name,
                Figures.Number(Math.Round(variant.Dynamics!.Epochs.Mean, 1)),
                Figures.Number(Math.Round(variant.Dynamics.KeptEpoch.Mean, 1)),
                Figures.Percent(TrainingLength.Saved(result, variant), 0),
                Trend(variant.Dynamics.FinalTrend),
                YesNo(variant.Dynamics.StillFalling),
                Figures.Number(variant.Dynamics.Oscillation),
                YesNo(variant.Dynamics.Oscillates),
                YesNo(variant.Dynamics.StaysAtChance),
                Figures.Number(variant.Dynamics.GradientRatio),
                Figures.Plain(variant.Dynamics.NumericFailures),
            ]),
        ]);

    /// <summary>Sharpness and gradient noise scale.</summary>
    public static NumbersTable Landscape(StudyResult result) => new(
        "Sharpness and gradient noise scale by variant",
        ["Variant", "Sharpness", "95% interval", "Noise scale", "95% interval"],
        [
            .. Measured(result).Select(variant => (IReadOnlyList<string>)
            [
                variant.Name,
                Figures.Number(variant.Dynamics!.Sharpness?.Mean),
                Figures.NumberInterval(variant.Dynamics.Sharpness?.Interval),
                Figures.Number(variant.Dynamics.GradientNoiseScale?.Mean),
                Figures.NumberInterval(variant.Dynamics.GradientNoiseScale?.Interval),
            ]),
        ]);

    private static string Trend(double trend) => double.IsFinite(trend) ? Figures.WithSign(trend * 100, 1) + "%" : "not a number";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
