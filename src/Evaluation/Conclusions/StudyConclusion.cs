using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>From finished trials to <see cref="StudyResult"/>: summaries, gap, comparisons, verdict.</summary>
public static class StudyConclusion
{
    /// <summary>Concludes a study from whatever trials there are; trials of the plan that are missing count as not run.</summary>
    /// <param name="study">The configuration.</param>
    /// <param name="provenance">What was run where.</param>
    /// <param name="dataset">What the data are.</param>
    /// <param name="trials">All trials that ended.</param>
    /// <param name="rows">Reads a finished trial's rows: (variant, repeat) → measurement → rows. Called at most twice per trial.</param>
    public static StudyResult Conclude(
        StudyConfiguration study,
        StudyProvenance provenance,
        DatasetResult dataset,
        IReadOnlyList<TrialResult> trials,
        Func<string, int, IReadOnlyDictionary<string, TrialRows>> rows) => throw new NotSupportedException();
}
