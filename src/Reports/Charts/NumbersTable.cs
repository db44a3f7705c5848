namespace MlPipelines.Reports;

/// <summary>A chart's numbers as a table.</summary>
/// <param name="Caption">What the table holds.</param>
/// <param name="Headers">The header of each column.</param>
/// <param name="Rows">The cells of each row; the first names the row.</param>
public sealed record NumbersTable(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
