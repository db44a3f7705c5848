namespace MlPipelines.Bench;

/// <summary>What a check measured, as it is kept in its file and shown on the page.</summary>
/// <param name="Figures">What was tried, and how often it held.</param>
/// <param name="Notes">Sentences below the table: bounds that were applied, what was not tried and why.</param>
internal sealed record ReliabilityOutcome(IReadOnlyList<ReliabilityFigure> Figures, IReadOnlyList<string> Notes);
