using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Bench;

/// <summary>What a cause truly costs in a case.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Points">The effect, a fraction; for a leak what it adds, for a column that leaks the larger of both signs.</param>
/// <param name="Lower">95% bound.</param>
/// <param name="Upper">95% bound.</param>
/// <param name="State"><c>present</c> when it is above the smallest effect with certainty, <c>absent</c> when it is below with certainty, otherwise <c>between</c>.</param>
internal sealed record CauseTruth(string Cause, double Points, double Lower, double Upper, string State)
{
    /// <summary>What it takes of the gap where that is another number than its effect: wrong labels lower measured validation accuracy, whatever they do to the weights. Null elsewhere.</summary>
    public Interval? OfGap { get; init; }

    public const string Present = "present";
    public const string Absent = "absent";
    public const string Between = "between";

    /// <summary>The truth of an effect with an interval.</summary>
    public static CauseTruth Of(string cause, double points, Interval interval, double smallest) => new(
        cause, points, interval.Lower, interval.Upper, interval.Lower > smallest ? Present : interval.Upper < smallest ? Absent : Between);
}

/// <summary>
/// The truth of a planted cause: the paired effect between runs with and without it, on identical test rows, over more repeats than the study has and with seeds of their own. Not the
/// planter's intention: a cause that is planted and costs nothing is absent.
/// </summary>
internal static class PlantedTruth
{
    /// <summary>Trainings of a network; an interval over repeats alone has 9 degrees of freedom, Student's t 2.26.</summary>
    public const int Repeats = 10;

    /// <summary>Trainings for a spread between seeds: the chi-squared interval of 30 is 0.80 to 1.34 times the deviation.</summary>
    private const int SpreadRepeats = 30;

    /// <summary>Measures every planted cause of a case.</summary>
    /// <param name="item">The case.</param>
    /// <param name="files">Writes its variations.</param>
    /// <param name="folder">A folder for files, removed by the caller.</param>
    public static IReadOnlyList<CauseTruth> Of(DiagnosisCase item, CaseFolder files, string folder)
    {
        if (item.Plantings.Count == 0)
        {
            return [];
        }

        int repeats = item.Plantings.Any(planting => planting.Truth == TruthKind.SeedSpread) ? SpreadRepeats : Repeats;
        Dictionary<bool, CaseTrainings> planted = [];
        return [.. item.Plantings.Select((planting, index) => Of(
            planting, files, With(DrawsOtherSamples(planting)), () => Without(planting, files, Path.Combine(folder, $"without-{index}"), repeats)))];

        CaseTrainings With(bool splitVaries)
        {
            if (!planted.TryGetValue(splitVaries, out CaseTrainings? trainings))
            {
                planted[splitVaries] = trainings = Run(files.Write(Path.Combine(folder, $"with-{splitVaries}"), null).Baseline, folder, repeats, splitVaries);
            }

            return trainings;
        }
    }

    /// <summary>
    /// Whether the runs with and without a planting draw other samples from a source with other rows, so that the luck of one draw would stand in their difference and not in its interval: they draw anew in every
    /// repeat. All others are trained on one split, and differ in the planting alone.
    /// </summary>
    private static bool DrawsOtherSamples(Planting planting) => planting.Truth == TruthKind.BalancedAccuracy;

    private static CaseTrainings Without(Planting planting, CaseFolder files, string folder, int repeats)
    {
        JsonObject scenario = files.Options(null);
        if (planting.Undone is { } undone)
        {
            undone(scenario);
            return Run(CaseFolder.Write(folder, files.Samples(null), scenario).Baseline, folder, repeats, splitVaries: false);
        }

        if (planting.Truth == TruthKind.Inflation)
        {
            // The list holds names, which the prepared samples tell.
            CaseSamples samples = files.Samples(null);
            ScenarioOptions planted = CaseFolder.Write(folder, samples, scenario).Baseline;
            using (PreparedData data = DataPreparation.Prepare(planted, new TrialSeeds(planted.Seed, 0, planted.Vary), Path.Combine(folder, "cache"), null, CancellationToken.None))
            {
                File.WriteAllLines(Path.Combine(folder, "copies.csv"), ["id", .. data.Train.Ids.Where((_, row) => samples.Train[data.Train.SourceIndexes[row]].Origin >= 0).Select(id => $"\"{id}\"")]);
            }

            scenario["data"]!["exclude"] = "copies.csv";
            return Run(CaseFolder.Write(folder, samples, scenario).Baseline, folder, repeats, splitVaries: false);
        }

        return Run(files.Write(folder, planting).Baseline, folder, repeats, DrawsOtherSamples(planting));
    }

    private static CaseTrainings Run(ScenarioOptions options, string folder, int repeats, bool splitVaries)
    {
        ScenarioOptions drawn = splitVaries ? options with { Vary = [.. options.Vary, RandomStream.Split] } : options;

        // A logistic model is the same in every repeat of one split.
        return CaseTrainings.Run(drawn, options.Model is LogisticRegressionOptions && !splitVaries ? 1 : repeats, Path.Combine(folder, "cache"));
    }

    private static CauseTruth Of(Planting planting, CaseFolder files, CaseTrainings with, Func<CaseTrainings> without)
    {
        double smallest = new DiagnosisOptions().SmallestEffect;
        CauseTruth Estimated(CrossedEstimate estimate, int sign = 1) =>
            CauseTruth.Of(planting.Cause, sign * estimate.Mean, Signed(estimate.Interval(), sign), smallest);

        switch (planting.Truth)
        {
            case TruthKind.Failure:
                return new CauseTruth(planting.Cause, with.Failed > 0 ? 1 : 0, with.Failed > 0 ? 1 : 0, with.Failed > 0 ? 1 : 0, with.Failed == Repeats ? CauseTruth.Present : with.Failed == 0 ? CauseTruth.Absent : CauseTruth.Between);
            case TruthKind.ConflictCount:
                return Conflicts(planting.Cause, files.Samples(null).Train, smallest);
            case TruthKind.SeedSpread:
                {
                    (double range, Interval interval) = TruthEstimates.SeedRange(with.Test);
                    return CauseTruth.Of(planting.Cause, range, interval, smallest);
                }

            case TruthKind.TrainingMode when with.TrainMode is { } moving:
                return Estimated(TruthEstimates.Difference(moving, with.Train));
            case TruthKind.TrainingMode:
                return new CauseTruth(planting.Cause, 0, 0, 0, CauseTruth.Absent);
            case TruthKind.Accuracy:
                return Estimated(TruthEstimates.Difference(without().Test, with.Test)) with { OfGap = with.ByTrueLabels is { } right ? TruthEstimates.OfGap(right, with).Interval() : null };
            case TruthKind.Inflation:
                return Estimated(TruthEstimates.Difference(without().Test, with.Test), -1);
            case TruthKind.AnySign:
                {
                    CrossedEstimate difference = TruthEstimates.Difference(without().Test, with.Test);
                    return Estimated(difference, difference.Mean < 0 ? -1 : 1);
                }

            case TruthKind.BalancedAccuracy:
                return Estimated(TruthEstimates.BalancedDifference(without().Test, with.Test, with.TestLabels));
            case TruthKind.Overfitting:
                return TruthEstimates.Overfitting(planting.Cause, without(), with, smallest);
            case TruthKind.ClassShares:
                return Estimated(TruthEstimates.OtherShares(without(), with.TestLabels));
            case TruthKind.FewRows:
                return TruthEstimates.FewRows(planting.Cause, without(), [.. files.Samples(null).Test.Select(row => row.Origin)], smallest);
            default:
                throw new InvalidOperationException($"a truth of kind {planting.Truth}");
        }
    }

    /// <summary>1 - sum over groups of equal features of the rows of the most frequent label / all rows, with Wilson's interval of a share of all rows.</summary>
    private static CauseTruth Conflicts(string cause, List<CaseRow> rows, double smallest)
    {
        int right = rows
            .GroupBy(row => row.Pixels is null ? string.Join('\u001f', row.Cells) : Convert.ToBase64String(row.Pixels), StringComparer.Ordinal)
            .Sum(group => group.CountBy(row => row.Label).Max(pair => pair.Value));
        return CauseTruth.Of(cause, 1 - ((double)right / rows.Count), WilsonInterval.Of(rows.Count - right, rows.Count), smallest);
    }

    private static Interval Signed(Interval interval, int sign) =>
        sign < 0 ? new Interval(-interval.Upper, -interval.Lower, interval.Level) : interval;
}
