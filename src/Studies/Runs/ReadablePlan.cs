using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>A plan that may come from anywhere: whoever lists runs must not follow its names out of the run's folder.</summary>
internal static class ReadablePlan
{
    /// <summary>Reads the plan.</summary>
    /// <exception cref="ProblemException">It is missing, damaged, of another version, or names trials that no study plans.</exception>
    public static StudyPlan Read(RunDirectory directory)
    {
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        return plan.Trials is not null && plan.Trials.All(IsPlain)
            ? plan
            : throw new ProblemException(ProblemStage.Data, new Problem(
                directory.Plan,
                "trials of variants with plain names",
                plan.Trials?.FirstOrDefault(trial => !IsPlain(trial))?.Variant is { } name ? $"\"{name}\"" : "others",
                "The file was not written by this program."));
    }

    private static bool IsPlain(PlannedTrial trial) =>
        trial?.Variant is { Length: > 0 } name && name is not ("." or "..") && name.IndexOfAny(['/', '\\', '\0']) < 0;
}
