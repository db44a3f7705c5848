using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>A loss, gradient or weight became infinite or not a number. A matter of fact: one such trial of the baseline is enough, and none is none.</summary>
internal sealed class NumericFailureRule : ICauseRule
{
    public string Cause => Causes.NumericFailure;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        IReadOnlyList<TrialResult> trials = evidence.Baseline.Trials;
        TrialResult[] failed = [.. trials.Where(trial => trial.FailureKind == FailureKinds.NumericFailure)];
        if (trials.Count == 0)
        {
            return CauseJudgement.NotExamined(Cause, "no trial of the baseline ended");
        }

        if (failed.Length == 0)
        {
            return CauseJudgement.Absent(Cause, Text($"None of {Counted(trials.Count)} had a loss, gradient or weight that is not a finite number."));
        }

        RemedyMeasurement[] sound = [.. evidence.RemediesOf(Cause).Where(remedy => remedy.Scores.Trials.Count > 0 && remedy.Scores.Finished.Count == remedy.Scores.Trials.Count)];
        return new CauseJudgement
        {
            Cause = Cause,
            Decided = FindingState.Present,
            Effect = sound.Length > 0 && evidence.Baseline.Finished.Count > 0 ? MeasuredEffect.Of(evidence, Cause, balanced: false)?.Estimate : null,
            Evidence =
            [
                Text($"{failed.Length} of {Counted(trials.Count)} of the baseline failed: {(failed[0].Failure ?? "a number was not finite").TrimEnd('.')}."),
                .. sound.Select(remedy => Text($"With the remedy \"{remedy.Variant.What}\" all {remedy.Scores.Trials.Count} trials finished.")),
                .. evidence.RangeTest is { } test ? [RangeTestReading.Sentence(test)] : Array.Empty<string>(),
            ],
            Against = evidence.Baseline.Finished.Count == 0 ? [] : [Text($"{evidence.Baseline.Finished.Count} of them finished: the failure depends on the seed.")],
            Excluded = ["What else is said rests on the trials that finished, if any: mend this first."],
            Advice = sound.Length > 0
                ? $"Train with {sound[0].Variant.What}."
                : "Lower training.optimizer.learningRate tenfold and set training.clipNorm to 1; if it still fails, look for values in the data that are not finite or very large.",
        };
    }

    private static string Counted(int trials) => Text($"{trials} {(trials == 1 ? "trial" : "trials")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
