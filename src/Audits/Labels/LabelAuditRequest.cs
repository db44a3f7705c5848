using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>The predictions out of fold of one variant.</summary>
public sealed record LabelAuditRequest
{
    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary>The class names.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>For each fold its rows, with probabilities.</summary>
    public required IReadOnlyList<TrialRows> Folds { get; init; }

    /// <summary>The label of each sample before label noise was planted, by id; null where none was planted.</summary>
    public IReadOnlyDictionary<string, int>? OriginalLabels { get; init; }

    /// <summary>Writes the picture of a sample (by id) as PNG to a path and says whether there is one; null for tables.</summary>
    public Func<string, string, bool>? WritePicture { get; init; }
}
