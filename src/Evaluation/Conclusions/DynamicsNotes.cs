using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>What the dynamics of a training say beyond doubt, in whole sentences with their numbers.</summary>
internal static class DynamicsNotes
{
    /// <summary>
    /// The ratio of gradients per weight of first and last layer below which they vanish, and over whose inverse they explode. The derivative of the
    /// sigmoid is at most a quarter, so that
    /// five layers of it leave less than this: 0.25^5 = 0.00098.
    /// </summary>
    private const double Vanishing = 1e-3;

    public static IReadOnlyList<string> Of(
        DynamicsResult dynamics, VariantScores variant, IReadOnlyList<IReadOnlyList<EpochRow>> histories, DatasetResult dataset) =>
    [
        .. new[]
        {
            Failures(dynamics, variant),
            Chance(dynamics, variant, dataset),
            OneEpoch(dynamics),
            Falling(dynamics, variant, histories),
            Unsteady(dynamics),
            Flow(dynamics),
        }.OfType<string>(),
    ];

    private static string? Failures(DynamicsResult dynamics, VariantScores variant) => dynamics.NumericFailures == 0
        ? null
        : Text($"{dynamics.NumericFailures} of {variant.Trials.Count} repeats failed because a loss, gradient or weight was not a finite number; the others are described here.");

    private static string? Chance(DynamicsResult dynamics, VariantScores variant, DatasetResult dataset) =>
        dynamics.StaysAtChance && ChanceAccuracy.Of(variant) is { } chance
            ? Text($"Accuracy on training samples, {Points.Percent(chance.Accuracy)} ({Points.Range(chance.Interval)}), is not above what guessing \"{dataset.Classes[chance.Class]}\" every time gives, {Points.Percent(chance.Share)}: nothing was learned that accuracy shows.")
            : null;

    private static string? OneEpoch(DynamicsResult dynamics) => dynamics.Epochs.Mean == 1 ? "One epoch was trained: whether the loss was still falling is unknown." : null;

    /// <summary>More epochs are advised only where the held-out loss was falling, too, and nothing stopped the training because it was not.</summary>
    private static string? Falling(DynamicsResult dynamics, VariantScores variant, IReadOnlyList<IReadOnlyList<EpochRow>> histories)
    {
        if (!dynamics.StillFalling)
        {
            return null;
        }

        string fall = Text($"The loss was still falling by {Points.Percent(-dynamics.FinalTrend)} per epoch when training ended");
        LossCurve[] heldOut = DynamicsConclusion.Curves(histories, row => row.HeldOutLoss);
        string set = histories[0][^1].HeldOutSet;
        int stopped = variant.Finished.Count(trial => trial.StoppedEarly);
        return stopped > 0 ? Text($"{fall}; early stopping ended {stopped} of {variant.Finished.Count} repeats because the {set} samples no longer gained.")
            : DynamicsConclusion.IsFalling(heldOut) ? Text($"{fall}, that of {set} samples by {Points.Percent(-heldOut.Average(curve => curve.Trend))}: train longer.")
            : Text($"{fall}, but that of {set} samples was not, beyond doubt: more epochs may only fit the training samples better.");
    }

    private static string? Unsteady(DynamicsResult dynamics) => dynamics.Oscillates
        ? Text($"The loss went up and down in the second half of training, by {Points.Percent(dynamics.Oscillation)} of its mean (root mean square of second differences): try a lower learning rate.")
        : null;

    private static string? Flow(DynamicsResult dynamics)
    {
        if (dynamics.GradientRatio is not { } ratio || ratio is >= Vanishing and <= 1 / Vanishing)
        {
            return null;
        }

        (string first, string last) = (dynamics.Gradients[0].Layer, dynamics.Gradients[^1].Layer);
        string times = ratio.ToString("0.##e+0", CultureInfo.InvariantCulture);
        return ratio < Vanishing
            ? $"In the first epoch the gradient per weight of the first layer, {first}, was {times} times that of the last, {last}: it vanishes on its way to the first layers, which hardly learn."
            : $"In the first epoch the gradient per weight of the first layer, {first}, was {times} times that of the last, {last}: it explodes on its way to the first layers.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
