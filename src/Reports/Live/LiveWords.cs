using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>How far a run is, in words.</summary>
public static class LiveWords
{
    /// <summary>The state as a headline: <c>Running: 5 of 12 trials</c>.</summary>
    public static string Headline(LiveRun run) => run.Entry switch
    {
        { State: RunState.Running, Trials: 0 } => "Reading the data",
        { State: RunState.Running } entry when entry.Ended == entry.Trials => "Running: concluding",
        { State: RunState.Running } entry => $"Running: {RunWords.Trials(entry)}",
        { State: RunState.Interrupted } entry => $"Interrupted after {RunWords.Trials(entry)}",
        { State: RunState.Failed } => "No trial finished",
        { State: RunState.Finished } => "Finished",
        { } entry => RunWords.State(entry.State),
    };

    /// <summary>Trials by how far they are: <c>5 finished, 2 running, 5 waiting</c>.</summary>
    public static string Status(LiveRun run)
    {
        (LiveStage Stage, string Word)[] stages =
            [(LiveStage.Finished, "finished"), (LiveStage.Failed, "failed"), (LiveStage.Running, "running"), (LiveStage.Interrupted, "interrupted"), (LiveStage.Waiting, "waiting")];
        var told = stages.Select(stage => (stage.Word, Count: run.Trials.Count(trial => trial.Stage == stage.Stage))).Where(stage => stage.Count > 0).ToList();
        return told.Count == 0 ? "No trial is planned yet." : string.Join(", ", told.Select(stage => $"{Figures.Count(stage.Count)} {stage.Word}")) + ".";
    }

    /// <summary>Whether nothing more will happen by itself.</summary>
    public static bool IsOver(LiveRun run) => run.Entry.State != RunState.Running;

    /// <summary>The window's title.</summary>
    public static string Title(LiveRun run) => $"{Headline(run)} · {DisplayName.Shorten(run.Entry.Scenario ?? run.Entry.Id, 60)}";

    /// <summary>The share of the work that is done, trials that are being trained counted by their epochs.</summary>
    public static double Share(LiveRun run) => run.Trials.Count == 0 ? 0 : run.Trials.Sum(Share) / run.Trials.Count;

    /// <summary>The share of a trial that is done.</summary>
    public static double Share(LiveTrial trial) => trial switch
    {
        { Stage: LiveStage.Finished or LiveStage.Failed } => 1,
        { Stage: LiveStage.Running, Epochs: > 0 and var epochs } => Math.Min(1, trial.History.Count / (double)epochs),
        _ => 0,
    };

    /// <summary>A trial's stage, the style sheet's word.</summary>
    public static string Style(LiveStage stage) => stage switch
    {
        LiveStage.Finished => "finished",
        LiveStage.Failed => "failed",
        LiveStage.Running => "running",
        LiveStage.Interrupted => "interrupted",
        _ => "waiting",
    };
}
