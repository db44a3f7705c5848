using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Reads the runs of a comparison.</summary>
public static class ComparedRuns
{
    /// <summary>The most runs that a page can show side by side.</summary>
    public const int Most = 8;

    /// <summary>Reads results, configurations and epochs; rows are read when the comparison asks for them.</summary>
    /// <param name="runs">What a user calls each run, and its directory; the reference first.</param>
    /// <param name="cancellation">Checked between files.</param>
    /// <exception cref="ProblemException">Fewer than two runs or more than eight, the same one twice, or runs that cannot be read: all problems at once.</exception>
    public static IReadOnlyList<ComparedRun> Read(IReadOnlyList<(string Id, RunDirectory Directory)> runs, CancellationToken cancellation)
    {
        List<Problem> problems = [.. CountProblems(runs)];
        List<ComparedRun> read = [];
        foreach ((string id, RunDirectory directory) in runs.Take(Most))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                read.Add(ReadOne(Label(read.Count), id, directory));
            }
            catch (ProblemException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        return problems.Count == 0 ? read : throw new ProblemException(ProblemStage.Data, problems);
    }

    private static IEnumerable<Problem> CountProblems(IReadOnlyList<(string Id, RunDirectory Directory)> runs)
    {
        if (runs.Count is < 2 or > Most)
        {
            yield return new Problem(
                "the runs to compare", FormattableString.Invariant($"2 to {Most} runs"), FormattableString.Invariant($"{runs.Count}"), "Name each run once, the reference first.");
        }

        foreach (var twice in runs.GroupBy(run => Path.GetFullPath(run.Directory.Root)).Where(group => group.Count() > 1))
        {
            yield return new Problem(twice.Key, "every run once", FormattableString.Invariant($"it {twice.Count()} times"), "A run does not differ from itself: leave it out.");
        }
    }

    private static string Label(int index) => ((char)('A' + index)).ToString();

    private static ComparedRun ReadOne(string label, string id, RunDirectory directory)
    {
        if (!File.Exists(directory.Result))
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                id, "a finished run", "one without result.json", "Wait for it, or finish it with \"resume\"."));
        }

        StudyResult result = ResultFiles.ReadResult(directory.Result);
        IEnumerable<TrialResult> trained = result.Variants.Take(1).SelectMany(variant => variant.Trials).Where(trial => trial is { State: TrialState.Finished, Epochs: > 0 });
        return new ComparedRun
        {
            Label = label,
            Id = id,
            Directory = directory,
            Result = result,
            Options = StudyConfigurationFile.Read(directory.Configuration).Baseline,
            Rows = repeat => ResultFiles.ReadPredictions(directory.Predictions(VariantResult.Baseline, repeat)),
            Histories = [.. trained.Select(trial => ResultFiles.ReadHistory(directory.History(VariantResult.Baseline, trial.Repeat)))],
        };
    }
}
