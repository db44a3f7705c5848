using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>What prepared data look like before anything trains on them.</summary>
public static class DataAudits
{
    /// <summary>Audits the data of one trial.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="cancellation">Checked between columns.</param>
    public static DataAuditResult Audit(PreparedData data, CancellationToken cancellation)
    {
        List<SampleSet> sets = [data.Train, .. data.Selection is { } selection ? new[] { selection } : [], data.Validation, data.Test];
        List<AuditedColumn> columns = [];
        foreach (TableCellColumn column in data.Cells?.Columns ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            columns.Add(ColumnAudit.Of(data.Cells!, column, data));
        }

        IReadOnlyList<AuditedColumn> judged = LeakSuspicion.WithLead(columns);
        cancellation.ThrowIfCancellationRequested();
        List<AuditedSet> audited = [.. sets.Select(set => new AuditedSet(set, HashesOf(data, set)))];
        DuplicateSummary duplicates = DuplicateAudit.Of(audited, data.Classes);
        return new DataAuditResult
        {
            Columns = judged,
            Duplicates = duplicates,
            Notes = DataAuditNotes.Of(judged, duplicates, sets, isTable: data.Cells is not null),
        };
    }

    private static IReadOnlyList<ulong> HashesOf(PreparedData data, SampleSet set) =>
        data.Cells is { } cells ? RowHashes.Of(cells, set)
        : set.ContentHashes ?? throw new NotSupportedException($"The {set.Name} set has neither cells nor content hashes.");
}
