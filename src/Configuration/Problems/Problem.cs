namespace MlPipelines.Configuration;

/// <summary>
/// One thing a user has to mend: where it is, what was expected, what came instead and what to do. All problems of a stage are
/// collected and reported at once.
/// </summary>
/// <param name="Where">A place a user can open: <c>mlconfig.json:14:22 $.scenarios.mine.training.epochs</c>, or <c>train.csv row 118, column "age"</c>.</param>
/// <param name="Expected">What would have been right, as a noun phrase: <c>a number in (0, 10]</c>.</param>
/// <param name="Received">What was there instead: <c>"n/a"</c>.</param>
/// <param name="Remedy">One sentence that says what to do, or null when the expectation says it all.</param>
public sealed record Problem(string Where, string Expected, string Received, string? Remedy = null)
{
    /// <summary><c>Where: expected Expected, received Received. Remedy</c></summary>
    public override string ToString() =>
        $"{Where}: expected {Expected}, received {Received}." + (Remedy is null ? "" : $" {Remedy}");
}
