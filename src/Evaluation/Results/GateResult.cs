namespace MlPipelines.Evaluation;

/// <summary>What a gate of the scenario says.</summary>
/// <param name="Text">The gate as written.</param>
/// <param name="State"><c>pass</c>, <c>fail</c> or <c>undecided</c>.</param>
/// <param name="Passes">Whether the study may pass it: an undecided gate passes only with <c>gates.undecided: pass</c>.</param>
/// <param name="Value">The metric's value; null for a cause.</param>
/// <param name="Interval">Its 95% interval.</param>
/// <param name="Sentence">The verdict in words, with the numbers.</param>
public sealed record GateResult(string Text, string State, bool Passes, double? Value, Interval? Interval, string Sentence);
