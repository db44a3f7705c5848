using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Steps are too small to arrive. The symptom: the loss still fell, or hardly fell at all, or accuracy stayed at chance, and the rate lies far below what the range test suggests
/// (<see cref="RangeTestReading"/>) or below the optimiser's usual one: where batches scatter, a range test sees no fall at any rate. The test effect of a higher rate decides. Without either, too
/// few epochs look the same, so nothing is said.
/// </summary>
internal sealed class LearningRateTooLowRule : ICauseRule
{
    public string Cause => Causes.LearningRateTooLow;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Options.Model is not NetworkOptions)
        {
            return CauseJudgement.Absent(Cause, "The model has no learning rate.");
        }

        if (evidence.Result.Dynamics is not { } dynamics)
        {
            return CauseJudgement.NotExamined(Cause, "no trial of the baseline left its epochs");
        }

        string[] slow = [.. Slow(evidence, dynamics)];
        OptimizerOptions optimizer = evidence.Options.Training.Optimizer;
        (double rate, double usual) = (optimizer.LearningRate, optimizer.UsualLearningRate());
        bool isFarBelowUsual = rate * FarBelowUsual <= usual;
        if (slow.Length > 0 && !isFarBelowUsual && evidence.RangeTest is null && !evidence.RemediesOf(Cause).Any())
        {
            return CauseJudgement.NotExamined(Cause, "training had not settled, and the learning-rate range test, which tells small steps from few epochs, was not run") with
            {
                Evidence = slow,
                Advice = SymptomJudgement.Untried(evidence, Remedy),
            };
        }

        bool? far = RangeTestReading.IsFarBelow(evidence.RangeTest);

        // A range test that finds no fall at any rate cannot call this rate too low.
        bool isTooSlow = slow.Length > 0 && (far ?? evidence.RangeTest is null);
        return SymptomJudgement.Of(evidence, Cause, new Symptom(isTooSlow || isFarBelowUsual, Remedy)
        {
            For =
            [
                .. slow,
                .. far == true ? [RangeTestReading.Sentence(evidence.RangeTest!)] : Array.Empty<string>(),
                .. isFarBelowUsual ? [Text($"The optimiser's usual learning rate, {usual:G3}, is {usual / rate:0} times the configured {rate:G3}.")] : Array.Empty<string>(),
            ],
            Against =
            [
                .. slow.Length > 0 ? Array.Empty<string>() :
                    [Text($"Training had settled: the loss changed by {Points.Number(100 * dynamics.FinalTrend, 1, isSigned: true)}% per epoch at the end, and accuracy on training samples was above chance.")],
                .. slow.Length > 0 && far != true && evidence.RangeTest is { } test ? [RangeTestReading.Sentence(test)] : Array.Empty<string>(),
            ],
            Excluded = isTooSlow && far == true && TrainingSteps.PerEpoch(evidence) >= TrainingSteps.Few
                ? [Text($"{Causes.BatchSize}: an epoch has {TrainingSteps.PerEpoch(evidence)} steps, not fewer than {TrainingSteps.Few}.")]
                : [],
        });
    }

    private const string Remedy = "at a higher learning rate";

    /// <summary>A decade below the optimiser's default, the step of <c>higher-rate</c>; chosen here, and only a reason to try a higher rate.</summary>
    private const double FarBelowUsual = 10;

    /// <summary>A loss that fell by less than a tenth of what there is to learn may fall steadily and look settled; chosen here. On data that say little it is no cause: the range test and the measured effect decide.</summary>
    private const double Little = 0.1;

    private static IEnumerable<string> Slow(DiagnosisEvidence evidence, DynamicsResult dynamics)
    {
        if (dynamics.StillFalling)
        {
            yield return Text($"The loss still fell by {Points.Percent(-dynamics.FinalTrend)} per epoch when training ended.");
        }

        if (dynamics.StaysAtChance)
        {
            yield return "Accuracy on training samples stayed at chance.";
        }

        if (LearnedShare(evidence) is { } learned && learned < Little)
        {
            yield return Text($"The loss on training samples ended only {Points.Percent(learned)} below that of class shares alone: training that had hardly begun.");
        }
    }

    /// <summary>
    /// How far the training loss fell from the entropy of the training labels, which a model has that knows class shares only; a share of it, mean over repeats. Null where epochs or counts are not known.
    /// </summary>
    private static double? LearnedShare(DiagnosisEvidence evidence)
    {
        if (!evidence.Dataset.Counts.TryGetValue("train", out IReadOnlyList<int>? counts) || counts.Sum() == 0)
        {
            return null;
        }

        double rows = counts.Sum();
        double entropy = counts.Where(count => count > 0).Sum(count => -(count / rows) * Math.Log(count / rows));
        double[] losses = [.. evidence.Baseline.Finished.Select(trial => evidence.History(trial.Repeat)).Where(epochs => epochs.Count > 0).Select(epochs => epochs[^1].TrainLoss)];
        return losses.Length == 0 || entropy == 0 ? null : 1 - (losses.Average() / entropy);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
