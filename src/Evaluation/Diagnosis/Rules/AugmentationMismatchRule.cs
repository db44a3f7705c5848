using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Training images are changed in ways that cost accuracy on images as they are. The symptom is that they are changed at all; the test effect of training without decides.
/// That augmented training images are harder than plain ones is what augmentation is for, and is no sign of harm.
/// </summary>
internal sealed class AugmentationMismatchRule : ICauseRule
{
    public string Cause => Causes.AugmentationMismatch;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => evidence.Options.Pipeline.Augment is null || evidence.Options.Pipeline.Augment == new AugmentOptions()
        ? CauseJudgement.Absent(Cause, "No augmentation changes training images.")
        : SymptomJudgement.Of(evidence, Cause, new Symptom(IsThere: true, "without augmentation")
        {
            For = [.. Difference(evidence)],
            Against = [.. Generalisation(evidence)],
        });

    private static IEnumerable<string> Difference(DiagnosisEvidence evidence)
    {
        yield return "pipeline.augment changes training images.";
        if (evidence.Result.Gap?.TrainingMetric.FirstOrDefault(part => part.Name == "augmentation") is { } part)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Training images score {Points.Number(100 * part.Difference, 1, isSigned: true)} points ({Points.Range(part.Interval)}) as augmented, against as they are.");
        }
    }

    private static IEnumerable<string> Generalisation(DiagnosisEvidence evidence)
    {
        if (evidence.Result.Gap?.Parts.FirstOrDefault(part => part.Name == "generalisation") is { } part && part.Interval.Lower > evidence.SmallestEffect)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The model still fits training samples better than unseen ones, by {Points.Counted(part.Difference)} ({Points.Range(part.Interval)}): augmentation has not kept it from learning them.");
        }
    }
}
