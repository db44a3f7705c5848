using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>A run in a list in words, the same in the terminal and on the page.</summary>
public static class RunWords
{
    /// <summary>The state in a word.</summary>
    public static string State(RunState state) => state switch
    {
        RunState.Finished => "finished",
        RunState.Running => "running",
        RunState.Interrupted => "interrupted",
        RunState.Failed => "failed",
        RunState.Broken => "broken",
        _ => "no run",
    };

    /// <summary>The headline of what was found; null before anything was.</summary>
    public static string? Headline(RunOutcome? outcome) => outcome is null ? null
        : outcome is { Diagnosis: { } diagnosis, Verdict.State: not "failed" } ? CauseWords.Headline(diagnosis)
        : PlainWords.Headline(outcome.Verdict);

    /// <summary>The verdict on the claim, or the headline where there is no claim; null before anything was found.</summary>
    public static string? Verdict(RunOutcome? outcome) => outcome?.Claim is { } claim ? $"claim {ClaimText.Verdict(claim.Verdict)}" : Headline(outcome);

    /// <summary>How many trials ended: <c>5 of 12 trials</c>.</summary>
    public static string Trials(RunEntry entry) => $"{Figures.Count(entry.Ended)} of {Figures.Of(entry.Trials, "trial")}";

    /// <summary>How many runs are in which state: <c>1 running, 3 finished</c>.</summary>
    public static string Tally(IReadOnlyList<RunEntry> entries)
    {
        RunState[] order = [RunState.Running, RunState.Finished, RunState.Interrupted, RunState.Failed, RunState.Broken, RunState.Foreign];
        var told = order.Select(state => (state, Count: entries.Count(entry => entry.State == state)))
            .Where(pair => pair.Count > 0)
            .Select(pair => pair.state == RunState.Foreign ? Figures.Of(pair.Count, "folder that is no run", "folders that are no runs") : $"{Figures.Count(pair.Count)} {State(pair.state)}");
        return string.Join(", ", told);
    }
}
