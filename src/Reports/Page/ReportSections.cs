namespace MlPipelines.Reports;

/// <summary>The sections of a page in their order, only those that have something to show.</summary>
public static class ReportSections
{
    /// <summary>The sections with their ids and their short titles.</summary>
    public static IReadOnlyList<(string Id, string Title)> Of(StudyReport report)
    {
        var result = report.Result;
        (string Id, string Title, bool Shown)[] all =
        [
            ("causes", "Why", result.Diagnosis is not null),
            ("remedies", "What helps", result.Diagnosis?.Remedies.Count > 0),
            ("mistakes", "Mistakes", result.Audit?.Mistakes is not null),
            ("gap", "Gap", true),
            ("images", "Images", ImagesSection.IsShown(result)),
            ("audit", "Evidence", result.Audit is not null || result.Diagnosis?.References.Count > 0),
            ("variants", "Variants", true),
            ("sweeps", "Sweep", result.Sweeps.Any(sweep => sweep.Points.Count > 0)),
            ("searches", "Search", result.Searches.Count > 0),
            ("classes", "Classes", true),
            ("calibration", "Confidence", report.Baseline?.Calibration is { Bins.Count: > 0 }),
            ("labels", "Labels", result.LabelAudits.Count > 0),
            ("range-tests", "Learning rate", result.RangeTests.Count > 0),
            ("identical", "Identical samples", result.Variants.Any(variant => variant.IdenticalSamples.Count > 0)),
            ("components", "Sources of luck", result.VarianceComponents is not null),
            ("ensemble", "Ensemble", result.Variants.Any(variant => variant.Ensemble?.Sizes.Count > 0)),
            ("repeats", "Repeats", true),
            ("curves", "Curves", true),
            ("dynamics", "Training", result.Variants.Any(variant => variant.Dynamics is not null)),
            ("data", "Data", true),
            ("reproduce", "Run it again", true),
        ];
        return [.. all.Where(section => section.Shown).Select(section => (section.Id, section.Title))];
    }
}
