using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Training ended before the model had learnt what it can. The symptom: the loss of training samples and that of held-out samples both still fell, and nothing stopped the training
/// because of them; or too few epochs to see. The test effect of more epochs decides.
/// </summary>
internal sealed class UndertrainedRule : ICauseRule
{
    /// <summary>The fewest epochs whose trend has an error of its own: that of second differences (<see cref="LossCurve"/>).</summary>
    private const int FewestEpochs = 3;

    public string Cause => Causes.Undertrained;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Options.Model is not NetworkOptions)
        {
            return CauseJudgement.Absent(Cause, "The model is fitted to the minimum of its loss, not in epochs.");
        }

        if (evidence.Result.Dynamics is not { } dynamics)
        {
            return CauseJudgement.NotExamined(Cause, "no trial of the baseline left its epochs");
        }

        int stopped = evidence.Baseline.Finished.Count(trial => trial.StoppedEarly);
        HeldOutTrend? heldOut = HeldOutTrend.Of(evidence);
        bool unknown = dynamics.Epochs.Mean < FewestEpochs;
        bool falls = dynamics.StillFalling && heldOut is { IsFalling: true };
        return SymptomJudgement.Of(evidence, Cause, new Symptom(stopped == 0 && (unknown || falls), "for more epochs")
        {
            For = [.. For(dynamics, heldOut, unknown, falls)],
            Against = [.. Against(evidence, dynamics, heldOut, stopped)],
            Excluded = [.. Excluded(evidence)],
        });
    }

    private static IEnumerable<string> For(DynamicsResult dynamics, HeldOutTrend? heldOut, bool unknown, bool falls)
    {
        if (falls)
        {
            yield return Text($"When training ended, after {dynamics.Epochs.Mean:0.#} epochs, the loss of training samples still fell by {Points.Percent(-dynamics.FinalTrend)} per epoch and that of {heldOut!.Set} samples by {Points.Percent(-heldOut.PerEpoch)}.");
        }
        else if (unknown)
        {
            yield return Text($"{dynamics.Epochs.Mean:0.#} epochs were trained, too few to see whether the loss still fell.");
        }
    }

    private static IEnumerable<string> Against(DiagnosisEvidence evidence, DynamicsResult dynamics, HeldOutTrend? heldOut, int stopped)
    {
        if (stopped > 0)
        {
            yield return Text($"Early stopping ended {stopped} of {evidence.Baseline.Finished.Count} trials because held-out samples no longer gained.");
        }

        if (!dynamics.StillFalling && dynamics.Epochs.Mean >= FewestEpochs)
        {
            yield return Text($"The loss no longer fell for sure when training ended: {Signed(dynamics.FinalTrend)} per epoch.");
        }
        else if (heldOut is { IsFalling: false } && dynamics.Epochs.Mean >= FewestEpochs)
        {
            yield return Text($"The loss of {heldOut.Set} samples no longer fell for sure ({Signed(heldOut.PerEpoch)} per epoch): more epochs would fit training samples only.");
        }
    }

    /// <summary>Few steps and small steps look like too few epochs.</summary>
    private static IEnumerable<string> Excluded(DiagnosisEvidence evidence)
    {
        int steps = TrainingSteps.PerEpoch(evidence);
        if (steps >= TrainingSteps.Few)
        {
            yield return Text($"{Causes.BatchSize}: an epoch has {steps} steps, not fewer than {TrainingSteps.Few}.");
        }

        if (RangeTestReading.IsFarBelow(evidence.RangeTest) == false)
        {
            yield return Text($"{Causes.LearningRateTooLow}: the configured rate is not {RangeTestReading.Below:0.#} times below the range test's suggestion. {RangeTestReading.Sentence(evidence.RangeTest!)}");
        }
    }

    private static string Signed(double fraction) => Points.Number(100 * fraction, 1, isSigned: true) + "%";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
