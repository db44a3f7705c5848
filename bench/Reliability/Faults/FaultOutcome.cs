using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>What became of a study of which one trial was broken.</summary>
/// <param name="Missing">What is not as promised, in words; empty when all is.</param>
/// <param name="Reason">The reason that the study gives for the broken trial.</param>
internal sealed record FaultOutcome(string Missing, string Reason)
{
    /// <summary>Looks at the study: the others went on with their own numbers, and the broken trial is shown with its kind and reason, and is missing from what is counted.</summary>
    /// <param name="outcome">The study that had the fault.</param>
    /// <param name="kinds">The kinds of failure that are right.</param>
    /// <param name="word">A word that the reason must have.</param>
    /// <param name="whole">The weights of the study without a fault.</param>
    public static FaultOutcome Of(
        StudyOutcome outcome, IReadOnlyList<string> kinds, string word, IReadOnlyDictionary<(string Variant, int Repeat), string?> whole)
    {
        VariantResult baseline = outcome.Result.Variants[0];
        TrialResult? broken = baseline.Trials.SingleOrDefault(trial => trial.Repeat == FaultyStudy.BrokenRepeat);
        List<string> missing = [];
        void Expect(bool holds, string what)
        {
            if (!holds)
            {
                missing.Add(what);
            }
        }

        Expect(broken is { State: TrialState.Failed }, "the broken trial is not a failed one");
        Expect(kinds.Contains(broken?.FailureKind), $"its kind is {broken?.FailureKind ?? "none"}");
        Expect(broken?.Failure?.Contains(word, StringComparison.OrdinalIgnoreCase) == true, $"its reason does not say {word}: {broken?.Failure}");
        Expect(outcome.FailedTrials == 1, FormattableString.Invariant($"{outcome.FailedTrials} trials failed"));
        var others = FaultyStudy.Weights(outcome);
        Expect(others.Count == whole.Count - 1 && others.All(trial => whole[trial.Key] == trial.Value), "other trials did not go on with their own numbers");
        Expect(outcome.Result.Comparisons.Count > 0 && outcome.Result.Comparisons.All(comparison => comparison.Pairs == baseline.Trials.Count - 1), "a comparison counts a pair that is not there");
        Expect(outcome.Result.Verdict.Caveats.Any(caveat => caveat.Contains("left out", StringComparison.Ordinal)), "no caveat says what is left out");
        return new FaultOutcome(string.Join("; ", missing), broken?.Failure ?? "");
    }
}
