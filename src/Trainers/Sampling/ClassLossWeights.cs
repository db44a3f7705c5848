using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The weight of each class in the loss.</summary>
internal static class ClassLossWeights
{
    /// <summary>The weight of each class by index; all 1 when nothing is weighted.</summary>
    /// <remarks>
    /// <c>balanced</c> is n / (classes * n_c) over the rows given, scikit-learn's <c>compute_class_weight("balanced")</c>: classes are those
    /// that occur. A class that does not occur gets 1, which nothing multiplies.
    /// </remarks>
    /// <param name="training">The options; checked by <see cref="Check"/>.</param>
    /// <param name="labels">The class of each training row, before any sampling.</param>
    /// <param name="classes">The class names by index.</param>
    public static float[] Of(TrainingOptions training, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        if (training.ClassWeighting == ClassWeighting.Balanced)
        {
            int[] counts = ClassMembers.Counts(labels, classes.Count);
            double present = counts.Count(count => count > 0);
            return [.. counts.Select(count => count == 0 ? 1f : (float)(labels.Count / (present * count)))];
        }

        return [.. classes.Select(name => (float)(training.ClassWeights?.GetValueOrDefault(name, 1) ?? 1))];
    }

    /// <summary>Whether the named classes exist, and whether some class keeps a weight.</summary>
    public static IReadOnlyList<Problem> Check(TrainingOptions training, IReadOnlyList<string> classes)
    {
        if (training.ClassWeights is not { } weights)
        {
            return [];
        }

        const string where = "training.classWeights";
        List<Problem> problems =
        [
            .. weights.Keys.Where(name => !classes.Contains(name)).Select(name => new Problem(
                $"{where}.{name}", "the name of a class: " + string.Join(", ", classes), $"\"{name}\"")),
        ];
        if (classes.All(name => weights.GetValueOrDefault(name, 1) == 0))
        {
            problems.Add(new Problem(where, "a weight above 0 for at least one class", 0.ToString(CultureInfo.InvariantCulture)));
        }

        return problems;
    }
}
