using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The sets of one fold of predictions out of fold: the fold is the validation set, the other audited samples train. Excluded samples are predicted but
/// never train, so a list of suspects can be made anew without the old one's effect on the model.
/// </summary>
internal static class FoldSplit
{
    /// <summary>The counters of the stream <c>split</c> that follow those of test, validation and selection.</summary>
    private const int FoldDraws = 3;
    private const int SelectionDraws = 4;

    /// <summary>The sets of a fold; the test set is that of the trial's split.</summary>
    /// <param name="request">The samples.</param>
    /// <param name="split">The sets of the trial.</param>
    /// <param name="audited">The samples that are dealt to folds.</param>
    /// <param name="labels">Their classes as given: nobody who audits labels knows better ones.</param>
    /// <param name="excluded">The samples that never train.</param>
    /// <param name="fold">The fold.</param>
    /// <param name="seeds">The seeds of repeat 0.</param>
    /// <param name="problems">Receives why there is no such fold.</param>
    public static SampleSplit Of(
        AssignmentRequest request,
        SampleSplit split,
        IReadOnlyList<int> audited,
        IReadOnlyList<int> labels,
        IReadOnlySet<int> excluded,
        FoldNumber fold,
        TrialSeeds seeds,
        List<Problem> problems)
    {
        SampleUnits units = request.UnitsOf(audited);
        if (units.Count < fold.Of)
        {
            problems.Add(new Problem(
                "labelAudit.folds",
                string.Create(CultureInfo.InvariantCulture, $"at least {fold.Of} distinct samples outside the test set, one for each fold"),
                units.Count.ToString(CultureInfo.InvariantCulture),
                "Use fewer folds."));
            return split;
        }

        CounterRandom draws = seeds.Draws(RandomStream.Split, FoldDraws);
        int[] foldOf = FoldAssignment.Of(units, new HeldOutDraw(units, labels, request.Classes.Count), request.Classes.Count, fold.Of, ref draws);
        int[] validation = [.. units.Where((_, unit) => foldOf[unit] == fold.Index).SelectMany(unit => unit).Order()];
        SampleUnits rest = SampleUnits.From(
        [
            .. units.Where((_, unit) => foldOf[unit] != fold.Index)
                .Select(unit => unit.Where(sample => !excluded.Contains(sample)).ToArray())
                .Where(unit => unit.Length > 0),
        ]);
        (int[] train, int[] selection) = Select(request, rest, labels, fold, seeds);
        foreach (int label in audited.Select(sample => labels[sample]).Distinct().Order().Except(train.Select(sample => labels[sample])))
        {
            problems.Add(new Problem(
                "labelAudit.folds",
                $"a sample of class \"{request.Classes[label]}\" to train on in {fold}",
                "none",
                "Add samples, merge the class with another or leave it out; identical samples stay on one side."));
        }

        return split with { Train = train, Selection = selection, Validation = validation };
    }

    private static (int[] Train, int[] Selection) Select(
        AssignmentRequest request, SampleUnits rest, IReadOnlyList<int> labels, FoldNumber fold, TrialSeeds seeds)
    {
        List<int> available = [.. Enumerable.Range(0, rest.Count)];
        List<int> chosen = [];
        if (request.NeedsSelection)
        {
            double[] quotas = new double[request.Classes.Count];
            foreach (int sample in rest.SelectMany(unit => unit))
            {
                quotas[labels[sample]] += request.Data.Split.Selection;
            }

            CounterRandom draws = seeds.Draws(RandomStream.Split, SelectionDraws, fold.Index);
            chosen = new HeldOutDraw(rest, labels, quotas.Length).Take(available, quotas, laterSides: 1, ref draws);
        }

        return (Samples(available), Samples(chosen));

        int[] Samples(List<int> indexes) => rest.SamplesOf(indexes);
    }
}
