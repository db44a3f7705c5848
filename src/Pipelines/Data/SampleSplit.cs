namespace MlPipelines.Pipelines;

/// <summary>Which sample is in which set, written to the run directory as <c>split.csv</c>.</summary>
/// <param name="Train">Indexes into the training source.</param>
/// <param name="Selection">Indexes into the training source; empty when nothing selects.</param>
/// <param name="Validation">Indexes into the training source.</param>
/// <param name="Test">Indexes into the test source, or into the training source when the test set was split off.</param>
/// <param name="TestIsSeparate">Whether the data brought a test set of their own.</param>
public sealed record SampleSplit(
    IReadOnlyList<int> Train,
    IReadOnlyList<int> Selection,
    IReadOnlyList<int> Validation,
    IReadOnlyList<int> Test,
    bool TestIsSeparate);
