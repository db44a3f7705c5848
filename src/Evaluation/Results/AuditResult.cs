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

    /// <summary>Units that pass nothing on; null without a model, or for a model without hidden relu layers.</summary>
    public DeadUnits? DeadUnits { get; init; }

    /// <summary>How mixed the classes were in the order in which the first epoch presented them; null for a trainer without epochs.</summary>
    public LabelOrder? LabelOrder { get; init; }

    /// <summary>What the model gets wrong in test; null without a model.</summary>
    public MistakeAudit? Mistakes { get; init; }

    /// <summary>Pictures of the data and of where the network looked; null for a table.</summary>
    public PictureAudit? Pictures { get; init; }

    /// <summary>What could not be examined and why, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
