using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What must hold before a split can be made.</summary>
internal static class SplitChecks
{
    /// <summary>The number of classes with too few samples that are told one by one.</summary>
    private const int ClassesTold = 20;

    /// <summary>What the options need and the data do not bring, told before anything is counted.</summary>
    public static IReadOnlyList<Problem> OfOptions(SplitRequest request)
    {
        SplitOptions options = request.Options;
        List<Problem> problems = [];
        if (options.Strategy == SplitStrategy.Grouped && request.Groups is null)
        {
            problems.Add(new Problem(
                $"{request.Where}.groupBy",
                "the column whose equal values stay on one side",
                "nothing",
                "Only imageList and table have columns."));
        }

        if (options.Strategy == SplitStrategy.Time && request.Times is null)
        {
            problems.Add(new Problem(
                $"{request.Where}.orderBy",
                "the column that orders the samples in time",
                "nothing",
                "Only imageList and table have columns."));
        }

        if (options.Strategy == SplitStrategy.KFold && request.SeparateTestCount is not null)
        {
            problems.Add(new Problem(
                $"{request.Where}.strategy",
                "a strategy other than kFold where the data bring a test set",
                "\"kFold\"",
                "Remove the test set, or use \"stratified\"."));
        }

        double heldOut = options.Validation + (request.NeedsSelection ? options.Selection : 0);
        if (heldOut >= 1)
        {
            string shares = request.NeedsSelection ? "validation and selection together" : "validation";
            problems.Add(new Problem(
                request.Where,
                $"a share of {shares} below 1",
                heldOut.ToString("0.####", CultureInfo.InvariantCulture),
                "Training samples must be left."));
        }

        return problems;
    }

    /// <summary>Whether every stratum has the units that the sides, or the folds, need.</summary>
    public static IReadOnlyList<Problem> OfCounts(SplitRequest request, SampleUnits units)
    {
        List<Problem> problems = [];
        if (request.Labels.Count < request.Classes.Count)
        {
            problems.Add(new Problem(
                request.Where,
                $"at least as many samples as classes ({request.Classes.Count})",
                Number(request.Labels.Count, "sample")));
        }

        switch (request.Options.Strategy)
        {
            case SplitStrategy.Stratified or SplitStrategy.KFold:
                Problem[] classes = [.. OfClasses(request, units)];
                problems.AddRange(classes.Take(ClassesTold));
                if (classes.Length > ClassesTold)
                {
                    problems.Add(new Problem(request.Where, "enough samples of every class", $"{classes.Length - ClassesTold} more classes with too few"));
                }

                break;
            case SplitStrategy.Time:
                int times = TimeCut.TimesOf(units, request.Times!).Distinct().Count();
                Require($"{request.Where}.orderBy", times, "different time", "Samples of one time stay on one side.");
                break;
            case SplitStrategy.Grouped:
                Require($"{request.Where}.groupBy", units.Count, "group", "Samples of one group stay on one side, and identical samples join their groups.");
                break;
            default:
                Require(request.Where, units.Count, "distinct sample", "Identical samples stay on one side.");
                break;
        }

        return problems;

        void Require(string where, int received, string what, string remedy)
        {
            IReadOnlyList<string> sides = SidesOf(request);
            if (received < sides.Count)
            {
                problems.Add(new Problem(
                    where,
                    $"at least {sides.Count} {what}s, one for each of {string.Join(", ", sides)}",
                    Number(received, what),
                    remedy));
            }
        }
    }

    /// <summary>The sides that take samples from the training source.</summary>
    public static IReadOnlyList<string> SidesOf(SplitRequest request) =>
    [
        "train",
        .. request.NeedsSelection ? ["selection"] : Array.Empty<string>(),
        "validation",
        .. request.SeparateTestCount is null ? ["test"] : Array.Empty<string>(),
    ];

    private static IEnumerable<Problem> OfClasses(SplitRequest request, SampleUnits units)
    {
        IReadOnlyList<string> sides = SidesOf(request);
        bool folded = request.Options.Strategy == SplitStrategy.KFold;
        int folds = request.Options.Folds;
        int[] samples = new int[request.Classes.Count];
        int[] distinct = new int[request.Classes.Count];
        foreach (ArraySegment<int> unit in units)
        {
            if (unit is [int only])
            {
                samples[request.Labels[only]]++;
                distinct[request.Labels[only]]++;
                continue;
            }

            foreach ((int label, int count) in unit.CountBy(sample => request.Labels[sample]))
            {
                samples[label] += count;
                distinct[label]++;
            }
        }

        int needed = folded ? FoldedNeed(folds, sides.Count - 1) : sides.Count;
        string reason = folded
            ? $"so that each of {folds} folds has one and {string.Join(", ", sides.SkipLast(1))} have one beside any fold"
            : $"one for each of {string.Join(", ", sides)}";
        for (int label = 0; label < distinct.Length; label++)
        {
            if (samples[label] > 0 && distinct[label] < needed)
            {
                string received = Number(samples[label], "sample") + (distinct[label] < samples[label] ? $", {distinct[label]} of them distinct" : "");
                yield return new Problem(
                    request.Where,
                    $"at least {needed} distinct samples of class \"{request.Classes[label]}\", {reason}",
                    received,
                    "Add samples, merge the class with another or leave it out" + (distinct[label] < samples[label] ? "; identical samples stay on one side." : "."));
            }
        }
    }

    /// <summary>The least n with n at least <paramref name="folds"/> and n - ceil(n / folds) at least <paramref name="others"/>.</summary>
    private static int FoldedNeed(int folds, int others)
    {
        int needed = folds;
        while (needed - ((needed + folds - 1) / folds) < others)
        {
            needed++;
        }

        return needed;
    }

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
