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
}
