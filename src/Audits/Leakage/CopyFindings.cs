namespace MlPipelines.Audits;

/// <summary>What a search for copies found.</summary>
/// <param name="Pairs">One per test row that has a copy: the nearest, ascending by test row.</param>
/// <param name="Copies">All training samples that are copies of test samples, as rows of the references.</param>
/// <param name="Method">How it was told, a sentence or two.</param>
internal sealed record CopyFindings(IReadOnlyList<CopyPair> Pairs, IReadOnlySet<int> Copies, string Method);

/// <summary>A test row and its copy.</summary>
/// <param name="TestRow">The row in the test set.</param>
/// <param name="Reference">The copy as a row of the references: train, then selection.</param>
/// <param name="IsExact">Whether the content is the same.</param>
/// <param name="Distance">0 for the same content.</param>
internal readonly record struct CopyPair(int TestRow, int Reference, bool IsExact, double Distance);
