using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>What is to be said about one column of a table.</summary>
internal static class ColumnAudit
{
    /// <summary>Audits a column on the training and test sets.</summary>
    public static AuditedColumn Of(TableCells cells, TableCellColumn column, PreparedData data)
    {
        AuditedColumn audited = new()
        {
            Name = column.Name,
            Kind = column.Kind switch { ColumnKind.Numeric => "numeric", ColumnKind.Categorical => "categorical", _ => "ignore" },
            Missing = new[] { data.Train, data.Validation, data.Test }
                .ToDictionary(set => set.Name, set => set.Count == 0 ? 0 : (double)cells.Missing(column, set) / set.Count),
        };
        int[] labels = [.. data.Train.Labels, .. data.Test.Labels];
        if (column.Kind == ColumnKind.Numeric)
        {
            double[] training = cells.Numbers(column, data.Train);
            double[] values = [.. training, .. cells.Numbers(column, data.Test)];
            ColumnPower power = ColumnPower.Of(new NumberBinning(values, labels, data.Classes.Count), labels, training.Length, data.Classes.Count);
            return Judged(
                audited with { ByClass = ClassDistributions.OfNumbers(training, data.Train.Labels, data.Classes) },
                power,
                IdentifierColumns.Of(values));
        }

        if (column.Kind == ColumnKind.Categorical)
        {
            string[] training = cells.Texts(column, data.Train);
            string[] texts = [.. training, .. cells.Texts(column, data.Test)];
            ColumnPower power = ColumnPower.Of(new CategoryBinning(texts), labels, training.Length, data.Classes.Count);
            return Judged(
                audited with { ByClass = ClassDistributions.OfTexts(training, data.Train.Labels, data.Classes) },
                power,
                IdentifierColumns.Of(texts));
        }

        return audited;
    }

    private static AuditedColumn Judged(AuditedColumn column, ColumnPower power, string? identifier) => column with
    {
        Power = power.OutOfFold?.Value,
        PowerInterval = power.OutOfFold?.Interval,
        TestPower = power.Test?.Value,
        Suspicion = LeakSuspicion.Of(power, identifier),
    };
}
