using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>What is missing from a study beside whole repeats, in sentences: pairs that a comparison could not use, and trials that would have told more.</summary>
internal static class MissingParts
{
    /// <summary>The most repeats that a sentence names.</summary>
    private const int MostNamed = 10;

    /// <summary>Which repeats a paired comparison leaves out because one of the two has no result; null when there are none, or no pair at all, which is told elsewhere.</summary>
    public static string? Unpaired(VariantScores baseline, VariantScores variant)
    {
        int[] ofBaseline = [.. baseline.Finished.Select(trial => trial.Repeat)];
        int[] ofVariant = [.. variant.Finished.Select(trial => trial.Repeat)];
        int common = ofBaseline.Intersect(ofVariant).Count();
        string[] missing =
        [
            .. Named(ofBaseline.Except(ofVariant), variant.Name),
            .. Named(ofVariant.Except(ofBaseline), baseline.Name),
        ];
        return missing.Length == 0 || common == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{variant.Name} is compared with {baseline.Name} over the {common} repeat{(common == 1 ? "" : "s")} that both finished: {string.Join("; ", missing)}.");
    }

    /// <summary>A sentence for each trial beside the repeats that has no result.</summary>
    public static IEnumerable<string> Sentences(IReadOnlyList<FailedPart> parts) => parts.Select(part =>
        $"{Words(part.Name)} of {part.Variant} {(part.Failure is null ? "did not end" : "failed")}, so what it would have told is missing{(part.Failure is null ? "" : $": {part.Failure}")}{(part.Failure is null || !part.Failure.EndsWith('.') ? "." : "")}");

    private static IEnumerable<string> Named(IEnumerable<int> repeats, string without)
    {
        int[] all = [.. repeats.Order()];
        if (all.Length > 0)
        {
            string named = string.Join(", ", all.Take(MostNamed).Select(repeat => repeat.ToString(CultureInfo.InvariantCulture)));
            string more = all.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Length - MostNamed} more") : "";
            yield return $"repeat{(all.Length == 1 ? "" : "s")} {named}{more} {(all.Length == 1 ? "is" : "are")} left out, because {without} has no result there";
        }
    }

    private static string Words(string name) => name switch
    {
        "range-test" => "The range test",
        "audit" => "The audit of the data",
        _ when name.StartsWith("fold-", StringComparison.Ordinal) => $"Fold {name["fold-".Length..]} of the label audit",
        _ when name.StartsWith("component-", StringComparison.Ordinal) => $"Run {name["component-".Length..]} of the variance components",
        _ => name,
    };
}
