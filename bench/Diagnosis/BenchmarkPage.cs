using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>The figures as Markdown: what <c>docs/diagnosis.md</c> holds, and what is printed.</summary>
internal static class BenchmarkPage
{
    private const string Command = "dotnet run -c Release --project bench -- diagnosis --write docs/diagnosis.md";

    /// <summary>The whole page.</summary>
    /// <param name="outcomes">The finished cases.</param>
    /// <param name="cases">How many cases there are.</param>
    public static string Of(IReadOnlyList<CaseOutcome> outcomes, int cases)
    {
        List<string> page = [];
        page.Add("# Diagnosis: is it right?");
        page.Add("");
        page.Add(Text($"Written by `{Command}`, not by hand. Known causes are planted into data and options, the study is diagnosed, and the verdict is compared with what"));
        page.Add("the planting truly costs. That is measured by trainings of the benchmark's own: runs with and without the planting, paired, on identical test rows, with other seeds and");
        page.Add("more repeats than the study. A planting counts as *there* when the 95% interval of its effect lies above the smallest effect of interest (2 points), as *not there* when it lies below, and");
        page.Add("otherwise only findings of other causes are scored. The smaller part of the data sets served to develop the rules; the others were only ever scored.");
        page.Add("");
        if (outcomes.Count < cases)
        {
            page.Add(Text($"**This page holds {outcomes.Count} of {cases} cases**, those that were finished when the command's `--budget` ended. They run in the order of a hash of their names, so they are a sample of all of them;"));
            page.Add("the same command goes on where it stopped.");
            page.Add("");
        }

        page.Add("What the truth is where it is not a paired effect on accuracy: class imbalance, balanced accuracy against training on as many samples of even classes; overfitting, the generalisation");
        page.Add("gap, with harm (lower test accuracy or higher test log loss than a model that suits the data); label shift, accuracy with the recall of each class in both sets of shares; few test rows,");
        page.Add("accuracy on many rows minus that on the few; training-mode metric, accuracy in training mode against rest; seed variance, 1.96 standard deviations between 30 seeds, single rows taken off;");
        page.Add("conflicting labels, the share of training rows that nothing can get right, counted; numeric failure, whether all trainings end in a number that is not finite.");
        page.Add("");
        foreach ((string name, IReadOnlyList<CaseOutcome> part) in (IReadOnlyList<(string, IReadOnlyList<CaseOutcome>)>)
            [("All data sets", outcomes), ("Only scored", [.. outcomes.Where(outcome => outcome.IsScored)]), ("Developed with", [.. outcomes.Where(outcome => !outcome.IsScored)])])
        {
            page.Add(Figures(name, part));
        }

        page.Add(Misses(outcomes));
        page.Add("## Columns");
        page.Add("");
        page.Add("- *cases*: the cause was planted and is there. *top-1*: the verdict is a planted cause that is there. *top-3*: it is among the first three findings that are present or undecided.");
        page.Add("  *missed*: its finding is not *present*.");
        page.Add("- *weak*: it was planted and is not there. *false*: all cases, healthy or not, in which it was found and is not there. A finding that nobody planted is checked by the benchmark's own trainings");
        page.Add("  (a larger model for underfitting, three times the epochs, other rates, ...; for few test rows, how far their draw alone moves accuracy) before it counts as false.");
        page.Add("  Label noise is not false beside planted conflicts: of two rows that contradict each other one has a wrong label.");
        page.Add("- *points*: the finding's points lie within max(a fifth of the truth, 1 point, 2 standard errors) of the truth. *interval*: their difference is within the 95% interval of both errors together,");
        page.Add("  because the truth is an estimate from other seeds. Label noise is compared by what it takes of validation accuracy, counted with the labels from before the planting, or by the part of the gap that it owns where that is less.");
        page.Add("  *points found*, among the cases: what is compared, in the truth's sign; where the finding is told with other points than the cause's truth, what it was compared with stands beside those outside.");
        page.Add("- Rates have exact 95% bounds (Clopper and Pearson 1934).");
        page.Add("");
        page.Add("## Cases");
        page.Add("");
        page.Add("| case | truth, points | verdict | points found | false |");
        page.Add("|---|---|---|---|---|");
        foreach (CaseOutcome outcome in outcomes.OrderBy(outcome => outcome.Case, StringComparer.Ordinal))
        {
            string points = string.Join("; ", BenchmarkScore.Points(outcome).Select(Found));
            page.Add(Text($"| {outcome.Case} | {Truths(outcome)} | {outcome.Verdict} | {points} | {string.Join(", ", BenchmarkScore.FalseCauses(outcome))} |"));
        }

        page.Add("");
        return string.Join('\n', page);
    }

    /// <summary>Every case whose verdict is not the planted cause, and every estimate outside the tolerance, with the truth beside it.</summary>
    public static string Misses(IReadOnlyList<CaseOutcome> outcomes)
    {
        List<string> page = ["## What was missed", ""];
        foreach (CaseOutcome outcome in outcomes.OrderBy(outcome => outcome.Case, StringComparer.Ordinal))
        {
            PointsComparison[] outside = [.. BenchmarkScore.Points(outcome).Where(points => !points.IsWithinTolerance)];
            if (BenchmarkScore.Expected(outcome).Any() && !BenchmarkScore.IsTop1(outcome))
            {
                string isThere = outcome.Natural.Any(truth => truth.Cause == outcome.Verdict && truth.State == CauseTruth.Present) ? ", which is there by own measurement" : "";
                page.Add(Text($"- {outcome.Case}: the verdict is {outcome.Verdict}{isThere}; the truth is {Truths(outcome)}."));
            }

            if (outside.Length > 0)
            {
                page.Add(Text($"- {outcome.Case}: points found are {string.Join("; ", outside.Select(Found))}; the truth is {Truths(outcome)}."));
            }
        }

        if (page.Count == 2)
        {
            page.Add("Nothing: every verdict is a planted cause that is there, and all points lie within their tolerance.");
        }

        page.Add("");
        return string.Join('\n', page);
    }

    /// <summary>The figures of a set of cases, goals beside them.</summary>
    public static string Figures(string name, IReadOnlyList<CaseOutcome> outcomes)
    {
        BenchmarkScore score = BenchmarkScore.Of(outcomes);
        List<string> page = [];
        page.Add(Text($"## {name}"));
        page.Add("");
        page.Add(Text($"Data sets: {string.Join(", ", outcomes.Select(outcome => outcome.DataSet).Distinct().Order(StringComparer.Ordinal))}."));
        page.Add("");
        page.Add("| figure | value | goal |");
        page.Add("|---|---|---|");
        page.Add(Text($"| planted cases: top-1 | {Rate(score.Top1, score.Planted)} | at least 95% |"));
        page.Add(Text($"| planted cases: the verdict is true (planted, or there by own measurement) | {Rate(score.VerdictTrue, score.Planted)} | |"));
        page.Add(Text($"| healthy cases: false alarms | {Rate(score.Alarms, score.Healthy)}{Bound(score.Alarms, score.Healthy)} | at most 2% |"));
        page.Add(Text($"| data sets with a false alarm | {Rate(score.AlarmSets, score.HealthySets)} | |"));
        page.Add(Text($"| healthy cases: verdict *healthy* (the others are undecided) | {Rate(score.SaidHealthy, score.Healthy)} | |"));
        page.Add(Text($"| points within tolerance | {Rate(score.ByCause.Sum(cause => cause.PointsRight), score.ByCause.Sum(cause => cause.Points))} | all |"));
        page.Add(Text($"| points that agree with the truth within both 95% intervals | {Rate(score.ByCause.Sum(cause => cause.Covered), score.ByCause.Sum(cause => cause.Points))} | 95% |"));
        page.Add(Text($"| findings that nobody planted: there by own measurement, left open by it | {score.Confirmed}, {score.Open} | |"));
        page.Add(Text($"| cases whose truth is between | {score.Between} | |"));
        page.Add("");
        page.Add("| cause | cases | top-1 | top-3 | missed | weak | false | points | interval |");
        page.Add("|---|---|---|---|---|---|---|---|---|");
        foreach (CauseScore cause in score.ByCause)
        {
            string points = cause.Points == 0 ? "" : $"{cause.PointsRight} of {cause.Points}";
            string covered = cause.Points == 0 ? "" : $"{cause.Covered} of {cause.Points}";
            page.Add(Text($"| {cause.Cause} | {cause.Cases} | {cause.Top1} | {cause.Top3} | {cause.Missed} | {cause.Weak} | {cause.False} | {points} | {covered} |"));
        }

        page.Add("");
        return string.Join('\n', page);
    }

    private static string Truths(CaseOutcome outcome) => string.Join(
        "; ", outcome.Truths.Select(truth => Text($"{truth.Cause} {100 * truth.Points:0.0} ({100 * truth.Lower:0.0} to {100 * truth.Upper:0.0}), {There(truth.State)}")));

    private static string Found(PointsComparison points) => Text(
        $"{points.Cause} {100 * points.Estimate:0.0} ({100 * points.Interval.Lower:0.0} to {100 * points.Interval.Upper:0.0}){(points.IsWithinTolerance ? "" : Text($", outside: {100 * points.Truth:0.0}"))}");

    private static string Rate(int successes, int trials)
    {
        if (trials == 0)
        {
            return "none";
        }

        (double lower, double upper) = ClopperPearson.Interval(successes, trials);
        return Text($"{successes} of {trials}: {100.0 * successes / trials:0.0}% ({100 * lower:0.0} to {100 * upper:0.0})");
    }

    private static string Bound(int successes, int trials) =>
        trials == 0 ? "" : Text($", one-sided 95% bound {100 * ClopperPearson.Upper(successes, trials):0.0}%");

    private static string There(string state) => state switch
    {
        CauseTruth.Present => "there",
        CauseTruth.Absent => "not there",
        _ => "between",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
