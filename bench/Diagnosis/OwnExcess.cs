using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// How many more labels get a probability below a limit than the models themselves expect, once a temperature has calibrated them: fitted on every other row out of
/// fold (least log loss), counted on the rest. On clean labels it is about 0 however hard the task is.
/// </summary>
internal static class OwnExcess
{
    public static double Of(IReadOnlyList<TrialRows> folds, double limit)
    {
        int classes = folds[0].Probabilities!.Length / folds[0].Labels.Count;
        float[] probabilities = [.. folds.SelectMany(fold => fold.Probabilities!)];
        int[] labels = [.. folds.SelectMany(fold => fold.Labels)];
        double temperature = Enumerable.Range(-40, 81).Select(step => Math.Exp(step / 20.0))
            .MinBy(candidate => Enumerable.Range(0, labels.Length).Where(row => row % 2 == 0).Sum(row => -Math.Log(Math.Max(1e-12, Tempered(probabilities, row, classes, candidate)[labels[row]]))));
        (double observed, double expected, int count) = (0, 0, 0);
        for (int row = 1; row < labels.Length; row += 2)
        {
            double[] tempered = Tempered(probabilities, row, classes, temperature);
            observed += tempered[labels[row]] < limit ? 1 : 0;
            expected += tempered.Where(probability => probability < limit).Sum();
            count++;
        }

        return (observed - expected) / count;
    }

    private static double[] Tempered(float[] probabilities, int row, int classes, double temperature)
    {
        double[] powers = [.. Enumerable.Range(0, classes).Select(label => Math.Pow(Math.Max(1e-12, probabilities[(row * classes) + label]), 1 / temperature))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
