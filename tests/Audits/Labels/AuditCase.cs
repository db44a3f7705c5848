using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Audits;

/// <summary>Predictions out of fold that were not made by a model.</summary>
internal static class AuditCase
{
    public static readonly string[] Classes = ["a", "b", "c", "d"];

    /// <summary>60 rows of 4 classes, of which the last is never given; probabilities are multiples of 1/1024, so both languages have the same.</summary>
    public static (int[] Labels, float[] Probabilities) Sixty()
    {
        int[] labels = new int[60];
        float[] probabilities = new float[60 * 4];
        for (int row = 0; row < 60; row++)
        {
            int truth = ((row * 7) + (row / 5)) % 3;
            labels[row] = row % 6 == 0 ? (truth + 1 + (row % 2)) % 3 : truth;
            int[] weights = [((row * 37) + 11) % 91, ((row * 53) + 7) % 83, ((row * 29) + 3) % 71, ((row * 17) + 5) % 31];
            weights[truth] += 40 + (row * 13 % 110);
            int[] parts = [.. weights.Select(weight => weight * 1024 / weights.Sum())];
            parts[0] += 1024 - parts.Sum();
            for (int label = 0; label < 4; label++)
            {
                probabilities[(row * 4) + label] = parts[label] / 1024f;
            }
        }

        return (labels, probabilities);
    }

    public static AuditedRows Rows(int[] labels, float[] probabilities) =>
        new([.. labels.Select((_, row) => Id(row))], labels, probabilities, probabilities.Length / labels.Length);

    public static string Id(int row) => row.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rows dealt to folds, one after the other.</summary>
    public static IReadOnlyList<TrialRows> Folds(int[] labels, float[] probabilities, int folds, Func<int, string>? id = null)
    {
        int classes = probabilities.Length / labels.Length;
        return
        [
            .. Enumerable.Range(0, folds).Select(fold =>
            {
                int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => row % folds == fold)];
                return new TrialRows(
                    [.. rows.Select((_, position) => position)],
                    [.. rows.Select(id ?? Id)],
                    [.. rows.Select(row => labels[row])],
                    [.. rows.Select(_ => 0)],
                    [.. rows.Select(_ => 0f)],
                    [.. rows.Select(_ => 0f)],
                    [.. rows.SelectMany(row => probabilities[(row * classes)..((row + 1) * classes)])]);
            }),
        ];
    }

    /// <summary>
    /// A good model's predictions of samples of which some labels were made wrong: normal logits with a bonus for the true class, softmax.
    /// </summary>
    public static (int[] Truth, int[] Given, float[] Probabilities) Planted(int rows, int classes, double rate, double bonus, int seed)
    {
        CounterRandom draws = new(seed, 0, RandomStream.Data);
        (int[] truth, int[] given, float[] probabilities) = (new int[rows], new int[rows], new float[rows * classes]);
        for (int row = 0; row < rows; row++)
        {
            truth[row] = draws.NextInt(classes);
            given[row] = row < rate * rows ? (truth[row] + 1 + draws.NextInt(classes - 1)) % classes : truth[row];
            double[] powers = new double[classes];
            for (int label = 0; label < classes; label++)
            {
                powers[label] = Math.Exp(draws.NextNormal() + (label == truth[row] ? bonus : 0));
            }

            for (int label = 0; label < classes; label++)
            {
                probabilities[(row * classes) + label] = (float)(powers[label] / powers.Sum());
            }
        }

        return (truth, given, probabilities);
    }
}
