using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Assigns samples to train, selection, validation and test. Units of samples that belong together are drawn, first for test (unless the
/// data bring one), then for validation, then for selection: a study that needs no selection set has the same test and validation sets.
/// </summary>
/// <remarks>
/// The draws shuffle units in an order that depends on their content only, so the order of the files is harmless. Stratification is
/// promised by <c>stratified</c> and <c>kFold</c>; under <c>random</c>, <c>grouped</c> and <c>time</c> a class may be missing from a side.
/// </remarks>
public static class SampleSplitting
{
    /// <summary>Splits by the request's rule and the draws of the stream <c>split</c>.</summary>
    /// <remarks>
    /// <c>validation</c> and <c>selection</c> are both shares of what test leaves. k-fold assigns folds by the draws of repeat r / folds, whether
    /// or not <c>vary</c> names <c>split</c>: every full round over the folds has an assignment of its own.
    /// </remarks>
    /// <exception cref="ProblemException">Too few samples for the classes or folds, one group only, ...; all problems at once.</exception>
    public static SampleSplit Split(SplitRequest request, TrialSeeds seeds)
    {
        ThrowIfAny(SplitChecks.OfOptions(request));
        SampleUnits units = SampleUnits.Of(request.ContentHashes, request.Options.Strategy == SplitStrategy.Grouped ? request.Groups : null);
        ThrowIfAny(SplitChecks.OfCounts(request, units));

        Sides sides = request.Options.Strategy == SplitStrategy.Time ? ByTime(request, units) : AtRandom(request, units, seeds);
        SampleSplit split = new(
            Samples(units, sides.Train),
            Samples(units, sides.Selection),
            Samples(units, sides.Validation),
            request.SeparateTestCount is { } count ? [.. Enumerable.Range(0, count)] : Samples(units, sides.Test),
            request.SeparateTestCount is not null);
        ThrowIfAny(MissingClasses(request, split));
        return split;
    }

    private sealed record Sides(List<int> Train, List<int> Selection, List<int> Validation, List<int> Test);

    private static Sides AtRandom(SplitRequest request, SampleUnits units, TrialSeeds seeds)
    {
        SplitOptions options = request.Options;
        bool folded = options.Strategy == SplitStrategy.KFold;
        bool stratified = folded || options.Strategy == SplitStrategy.Stratified;
        IReadOnlyList<int> strata = stratified ? request.Labels : new int[request.Labels.Count];
        int strataCount = stratified ? request.Classes.Count : 1;
        HeldOutDraw draw = new(units, strata, strataCount);
        List<int> rest = [.. Enumerable.Range(0, units.Count)];

        // Each side has draws of its own, and reserves units for a selection set whether or not there is one.
        int fold = folded ? seeds.Repeat % options.Folds : 0;
        CounterRandom DrawsOf(int side) => folded
            ? new CounterRandom(seeds.Seed, seeds.Repeat / options.Folds, RandomStream.Split, side, side == 0 ? 0 : fold)
            : seeds.Draws(RandomStream.Split, side);

        List<int> test = [];
        CounterRandom draws = DrawsOf(0);
        if (folded)
        {
            int[] folds = FoldAssignment.Of(units, draw, strataCount, options.Folds, ref draws);
            test = [.. rest.Where(unit => folds[unit] == fold)];
            rest.RemoveAll(unit => folds[unit] == fold);
        }
        else if (request.SeparateTestCount is null)
        {
            test = draw.Take(rest, Quotas(options.Test), laterSides: 3, ref draws);
        }

        double[] validationQuotas = Quotas(options.Validation);
        double[] selectionQuotas = Quotas(options.Selection);
        draws = DrawsOf(1);
        List<int> validation = draw.Take(rest, validationQuotas, laterSides: 2, ref draws);
        draws = DrawsOf(2);
        List<int> selection = request.NeedsSelection ? draw.Take(rest, selectionQuotas, laterSides: 1, ref draws) : [];
        return new Sides(rest, selection, validation, test);

        double[] Quotas(double share)
        {
            double[] quotas = new double[strataCount];
            foreach (int unit in rest)
            {
                foreach (int sample in units[unit].AsSpan())
                {
                    quotas[strata[sample]]++;
                }
            }

            return [.. quotas.Select(count => share * count)];
        }
    }

    private static Sides ByTime(SplitRequest request, SampleUnits units)
    {
        double[] times = TimeCut.TimesOf(units, request.Times!);
        List<int> rest = [.. Enumerable.Range(0, units.Count)];
        List<int> test = request.SeparateTestCount is null ? Take(request.Options.Test * request.Labels.Count, 3) : [];
        int training = rest.Sum(unit => units[unit].Count);
        List<int> validation = Take(request.Options.Validation * training, 2);
        List<int> selection = request.NeedsSelection ? Take(request.Options.Selection * training, 1) : [];
        return new Sides(rest, selection, validation, test);

        List<int> Take(double quota, int laterSides) => TimeCut.Take(units, times, rest, quota, laterSides);
    }

    /// <summary>
    /// Where copies make up most of a class, or carry several classes and tie them together, the promise of stratification can
    /// fail.
    /// </summary>
    private static IReadOnlyList<Problem> MissingClasses(SplitRequest request, SampleSplit split)
    {
        if (request.Options.Strategy is not (SplitStrategy.Stratified or SplitStrategy.KFold))
        {
            return [];
        }

        List<(string Name, IReadOnlyList<int> Samples)> sides = [("train", split.Train), ("validation", split.Validation)];
        if (request.NeedsSelection)
        {
            sides.Add(("selection", split.Selection));
        }

        if (!split.TestIsSeparate)
        {
            sides.Add(("test", split.Test));
        }

        return
        [
            .. from side in sides
               from label in request.Labels.Distinct().Order().Except(side.Samples.Select(sample => request.Labels[sample]))
               select new Problem(
                   request.Where,
                   $"a sample of class \"{request.Classes[label]}\" in {side.Name}",
                   "none",
                   "Identical samples stay on one side and leave no other choice: remove copies, and mend the labels of copies that disagree."),
        ];
    }

    private static int[] Samples(SampleUnits units, List<int> chosen) => units.SamplesOf(chosen);

    private static void ThrowIfAny(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, problems);
        }
    }
}
