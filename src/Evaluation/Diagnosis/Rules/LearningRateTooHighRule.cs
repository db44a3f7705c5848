using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Steps are too large to settle. The symptom: a loss that oscillates, numbers that are not finite, accuracy that stays at chance, a rate far above what the range test suggests
/// (<see cref="RangeTestReading"/>), or one far above the optimiser's usual one: large steps can kill units and leave a loss that is steady and poor. The test effect of a lower rate decides.
/// </summary>
internal sealed class LearningRateTooHighRule : ICauseRule
{
    /// <summary>A decade and a half above the optimiser's default; chosen here, and only a reason to try a lower rate.</summary>
    private const double FarAboveUsual = 30;

    public string Cause => Causes.LearningRateTooHigh;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Options.Model is not NetworkOptions)
        {
            return CauseJudgement.Absent(Cause, "The model has no learning rate.");
        }

        if (evidence.Result.Dynamics is null && evidence.RangeTest is null && evidence.Baseline.Trials.Count == 0)
        {
            return CauseJudgement.NotExamined(Cause, "no trial of the baseline ended");
        }

        bool? far = RangeTestReading.IsFarAbove(evidence.RangeTest);
        string[] symptoms = [.. Symptoms(evidence, far)];
        return SymptomJudgement.Of(evidence, Cause, new Symptom(symptoms.Length > 0, "at a lower learning rate")
        {
            For = symptoms,
            Against =
            [
                .. symptoms.Length == 0 && evidence.Result.Dynamics is { } steady ? [Text($"The loss was steady: second differences of {Points.Percent(steady.Oscillation)} of its mean.")] : Array.Empty<string>(),
                .. far == false ? [RangeTestReading.Sentence(evidence.RangeTest!)] : Array.Empty<string>(),
            ],
            Excluded = far == true ? [Text($"{Causes.LearningRateTooLow}: {RangeTestReading.Sentence(evidence.RangeTest!)}")] : [],
        });
    }

    private static IEnumerable<string> Symptoms(DiagnosisEvidence evidence, bool? far)
    {
        int failures = evidence.Baseline.Trials.Count(trial => trial.FailureKind == FailureKinds.NumericFailure);
        if (failures > 0)
        {
            yield return Text($"{failures} of {evidence.Baseline.Trials.Count} trials had a number that is not finite.");
        }

        if (evidence.Result.Dynamics is { Oscillates: true } unsteady)
        {
            yield return Text($"The loss went up and down in the second half of training, by {Points.Percent(unsteady.Oscillation)} of its mean.");
        }

        // A model that does not learn at a rate which the range test finds right or low has another fault.
        if (evidence.Result.Dynamics is { StaysAtChance: true } && far != false)
        {
            yield return "Accuracy on training samples stayed at chance.";
        }

        if (far == true)
        {
            yield return RangeTestReading.Sentence(evidence.RangeTest!);
        }

        OptimizerOptions optimizer = evidence.Options.Training.Optimizer;
        if (optimizer.LearningRate >= FarAboveUsual * optimizer.UsualLearningRate())
        {
            yield return Text($"The learning rate {optimizer.LearningRate:G3} is {optimizer.LearningRate / optimizer.UsualLearningRate():0} times the optimiser's usual {optimizer.UsualLearningRate():G3}.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
