namespace MlPipelines.Evaluation;

/// <summary><c>audit.json</c>: what an audit found in the data of the baseline's first repeat, seen with the eyes of its model where there is one.</summary>
public sealed record AuditResult
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/audit/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Test samples that are copies, or nearly copies, of training samples.</summary>
    public LeakageAudit? Leakage { get; init; }

    /// <summary>How validation and test samples, and how training and validation samples, differ.</summary>
    public IReadOnlyList<ShiftAudit> Shifts { get; init; } = [];

    /// <summary>Identical images through both preprocessing paths and through the augmentation; null for a table.</summary>
    public IdentityProbe? Identity { get; init; }

    /// <summary>How labels follow each other where epochs present them unshuffled; null where they are shuffled.</summary>
    public LabelOrder? LabelOrder { get; init; }
}

/// <summary>How labels follow each other in the order in which an epoch presents training samples.</summary>
/// <param name="MeanRun">The mean number of equal labels in a row.</param>
/// <param name="ExpectedRun">The same in a random order.</param>
/// <param name="BatchEntropyShare">Mean entropy of the labels of a batch over that of all labels: 1 is well mixed, 0 is one class per batch.</param>
public sealed record LabelOrder(double MeanRun, double ExpectedRun, double BatchEntropyShare);
