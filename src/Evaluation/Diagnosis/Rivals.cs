using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Causes whose remedies recover the same points. What keeps a model from arriving can be mended in several ways: a higher rate makes up for large batches, fewer epochs or rows in order, and each
/// remedy alone is proof of its effect, not of its cause. The cause that recovers most is named, unless another recovers as much (by no more than the smallest effect less, or by no more than
/// paired repeats can tell from none) and is the more specific: a fact of the configuration or the data rather than "training differently helps".
/// </summary>
internal static class Rivals
{
    /// <summary>
    /// Classes are uneven enough to explain by themselves where the largest has four times the samples of the smallest: the end of what Google's machine-learning course calls a mild imbalance (a minority of 20 to 40% of
    /// two classes). Below it, any model that has not arrived neglects the smaller classes first.
    /// </summary>
    private const double VeryUneven = 4;

    /// <summary>Training so short that no trend can be seen (<see cref="UndertrainedRule"/>).</summary>
    private const int VeryFewEpochs = 3;

    /// <summary>The causes again, with the most specific of those that recover as much as the leader before it.</summary>
    /// <param name="evidence">The remedies that were run.</param>
    /// <param name="ranked">The causes in the arbiter's order.</param>
    public static IReadOnlyList<JudgedCause> Order(DiagnosisEvidence evidence, IReadOnlyList<JudgedCause> ranked)
    {
        int first = Enumerable.Range(0, ranked.Count).FirstOrDefault(index => IsRival(ranked[index]), -1);
        if (first < 0)
        {
            return ranked;
        }

        string[] order = [.. Specific(evidence)];
        JudgedCause leader = ranked[first];
        (JudgedCause Cause, CauseEstimate Less)? named = null;
        foreach (JudgedCause other in ranked.Skip(first + 1).Where(IsRival).Where(cause => Position(cause) < Position(named?.Cause ?? leader)))
        {
            if (Difference(evidence, leader, other) is { } less && (less.Mean <= evidence.SmallestEffect || less.Interval().Lower <= 0))
            {
                named = (other, less);
            }
        }

        if (named is not { } chosen)
        {
            return ranked;
        }

        JudgedCause rival = leader with { Judgement = leader.Judgement with { Against = [.. leader.Judgement.Against, Sentence(chosen.Cause, chosen.Less)] } };
        return [.. ranked.Take(first), chosen.Cause, rival, .. ranked.Skip(first + 1).Where(cause => cause != chosen.Cause)];

        // Whatever is not in the list is the least specific.
        int Position(JudgedCause cause) => Array.IndexOf(order, cause.Judgement.Cause) is var index and >= 0 ? index : order.Length;
    }

    private static bool IsRival(JudgedCause cause) => cause is { State: FindingState.Present, Judgement.Effect: not null } && Arbiter.IsRanked(cause);

    /// <summary>The most specific first.</summary>
    private static IEnumerable<string> Specific(DiagnosisEvidence evidence)
    {
        TrainingOptions training = evidence.Options.Training;
        bool isVeryUneven = Unevenness(evidence) >= VeryUneven;
        bool isShort = training.Epochs < VeryFewEpochs;
        bool isSlow = training.Optimizer.LearningRate < training.Optimizer.UsualLearningRate();
        yield return Causes.UnshuffledData;
        yield return Causes.AugmentationMismatch;
        if (isVeryUneven)
        {
            yield return Causes.ClassImbalance;
        }

        yield return Causes.LabelNoise;
        yield return Causes.BatchSize;
        if (isShort)
        {
            yield return Causes.Undertrained;
        }

        yield return Causes.LearningRateTooHigh;
        if (isSlow)
        {
            yield return Causes.LearningRateTooLow;
        }

        yield return Causes.Undertrained;
        yield return Causes.Overfitting;
        yield return Causes.Underfitting;

        // That a rate which is not low is too low says no more than that larger steps make up for something.
        yield return Causes.LearningRateTooLow;
    }

    private static double Unevenness(DiagnosisEvidence evidence) =>
        evidence.Dataset.Counts.TryGetValue("train", out IReadOnlyList<int>? counts) && counts.Any(count => count > 0)
            ? counts.Max() / (double)counts.Where(count => count > 0).Min()
            : 1;

    /// <summary>How much more the first cause's remedy brings than the other's, on the same test rows and repeats; null where they share none. In balanced accuracy where one of them is judged by it.</summary>
    private static CauseEstimate? Difference(DiagnosisEvidence evidence, JudgedCause first, JudgedCause other)
    {
        RowMetric metric = RowMetric.Accuracy;
        bool balanced = first.Judgement.Metric == "balancedAccuracy" || other.Judgement.Metric == "balancedAccuracy";
        if (MeasuredEffect.Of(evidence, first.Judgement.Cause, balanced) is not { Remedy: { } one } || MeasuredEffect.Of(evidence, other.Judgement.Cause, balanced) is not { Remedy: { } two })
        {
            return null;
        }

        if (balanced)
        {
            // Each against the baseline; as if independent, which makes them harder to tell apart.
            return CauseEstimate.Of(one.TestBalanced).Less(CauseEstimate.Of(two.TestBalanced));
        }

        int[] repeats = [.. one.Repeats.Intersect(two.Repeats)];
        SignedMeasurement[] terms = [new(one.Scores, MeasurementNames.Test, 1), new(two.Scores, MeasurementNames.Test, -1)];
        return repeats.Length == 0 ? null : CauseEstimate.Of(StatisticEstimate.Of(terms, metric, repeats));
    }

    private static string Sentence(JudgedCause named, CauseEstimate less) => string.Create(
        CultureInfo.InvariantCulture,
        $"What is done against {named.Judgement.Cause} recovers the same points{(less.Interval().Lower <= 0 ? " as far as these repeats tell" : " but for less than matters")} (this brings {Points.Number(100 * less.Mean, 1, isSigned: true)} points more, {Points.Range(less.Interval())}), and that is the more specific cause.");
}
