using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Range tests as a table.</summary>
public static class RangeTestTable
{
    /// <summary>A row per tested variant.</summary>
    public static NumbersTable Numbers(IReadOnlyList<RangeTestResult> tests) => new(
        "Learning rates by variant",
        ["Variant", "Configured", "Suggested", "Diverges at", "Steps"],
        [
            .. tests.Select(test => (IReadOnlyList<string>)
                [test.Variant, Figures.Number(test.Configured), Figures.Number(test.Suggested), Figures.Number(test.DivergesAt), Figures.Count(test.Points.Count)]),
        ]);
}
