using System.Text.Json;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The effect of each random stream on test accuracy.</summary>
internal static class VarianceComponentsConclusion
{
    /// <summary>The effects; null unless the scenario measures them and two repeats of the baseline finished.</summary>
    public static VarianceComponentsResult? Of(
        VarianceComponentsOptions? options, VariantScores baseline, IReadOnlyList<ComponentRun> runs)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        if (options is null || repeats.Count < 2)
        {
            return null;
        }

        var accuracies = baseline.Finished.Where(trial => trial.Measurements.ContainsKey(MeasurementNames.Test))
            .ToDictionary(trial => trial.Repeat, trial => trial.Measurements[MeasurementNames.Test].Accuracy);
        double[] values = [.. repeats.Select(repeat => accuracies[repeat])];
        double deviation = Math.Sqrt(SampleSetScores.Variance(values));
        var effects = new List<StreamEffect>();
        var notes = new List<string>();
        foreach (RandomStream stream in options.Streams)
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(stream.ToString());
            ComponentRun[] ofStream = [.. runs.Where(run => string.Equals(run.Stream, name, StringComparison.OrdinalIgnoreCase))];
            if (!Varies(baseline.Options, stream))
            {
                notes.Add($"The effect of {name} is left out: the repeats of the baseline all make the same draws of it, because \"vary\" does not name it.");
            }
            else if (StreamEffects.Of(name, accuracies, ofStream) is { } effect)
            {
                effects.Add(effect);
            }
            else
            {
                notes.Add(TooFew(name, accuracies, ofStream));
            }
        }

        return new VarianceComponentsResult
        {
            Accuracies = values,
            AllStreams = deviation,
            AllStreamsInterval = DeviationInterval.Of(deviation, values.Length - 1),
            Streams = effects,
            TestSet = TestSet(baseline, repeats),
            Notes = notes,
        };
    }

    /// <summary>
    /// Root of <c>(s2I + s2RI)/n</c>: what rows contribute to the variance of one run's accuracy, seeds held. Where every repeat draws test rows of
    /// its own, the mean
    /// variance within repeats is the same quantity, because both sum the squares between rows and those of the interaction.
    /// </summary>
    internal static double TestSet(VariantScores baseline, IReadOnlyList<int> repeats)
    {
        SignedMeasurement[] term = [new SignedMeasurement(baseline, MeasurementNames.Test, 1)];
        SampleSetScores scores = StatisticEstimate.ScoresOf(term, RowMetric.Accuracy, repeats);
        if (!scores.IsCrossed)
        {
            return Math.Sqrt(scores.Repeats.Average(values => SampleSetScores.Variance(values) / values.Length));
        }

        RowVariance rows = RowVariance.Of(scores);
        return Math.Sqrt((rows.BetweenRows + rows.Interaction) / rows.Rows);
    }

    private static bool Varies(ScenarioOptions options, RandomStream stream) =>
        options.Vary.Contains(stream) || (stream == RandomStream.Split && options.Data.Split.Strategy == SplitStrategy.KFold);

    private static string TooFew(string name, Dictionary<int, double> accuracies, ComponentRun[] runs)
    {
        int sharing = StreamEffects.Groups(accuracies, runs.Where(run => run.SharesOnly)).Count;
        int changing = StreamEffects.Groups(accuracies, runs.Where(run => !run.SharesOnly)).Count;
        return FormattableString.Invariant(
            $"The effect of {name} is left out: runs that share only it finished for {sharing} repeats, runs that change only it for {changing}; each takes {StreamEffects.FewestGroups}.");
    }
}
