using System.Globalization;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// Copies among rows of a table: equal in every feature, equal in all but rounding, equal in all but one column, or with all numbers moved a little. Each kind is weighed against chance (<see cref="ChanceMatches"/>), which is what
/// training and validation rows themselves show against the other rows trained on.
/// </summary>
internal static class TableCopies
{
    private const int MostHonest = 2500;

    /// <summary>With two columns, all but one is one.</summary>
    private const int LeastColumns = 3;

    /// <summary>Searches.</summary>
    /// <param name="data">A table.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="cancellation">Checked every few hundred rows.</param>
    public static CopyFindings Find(PreparedData data, TableCells cells, CancellationToken cancellation)
    {
        AuditedSets sets = new(data);
        ulong[] hashes = sets.All(set => RowHashes.Of(cells, set));
        EqualRows references = new(hashes, sets.References);
        int[] test = [.. Enumerable.Range(sets.TestStart, sets.Test.Count)];
        ChanceMatches exact = new(Others(references, hashes, sets), [.. test.Select(row => references.Of(hashes[row]).Length)]);

        RowComparison comparison = new(cells, sets);
        int[] honest = sets.Honest(MostHonest);
        int[] asked = [.. honest, .. test];
        IReadOnlyList<int>[] candidates = RowBands.Candidates(comparison, sets.References, asked, cancellation);
        RowMatches[] matches = [.. asked.Select((row, index) => Matches(row, hashes, candidates[index], comparison, cancellation))];
        (RowMatches[] ofHonest, RowMatches[] ofTest) = (matches[..honest.Length], matches[honest.Length..]);
        ChanceMatches rounded = new([.. ofHonest.Select(matches => matches.Rounded.Count)], [.. ofTest.Select(matches => matches.Rounded.Count)]);
        ChanceMatches oneColumn = new([.. ofHonest.Select(matches => matches.OneColumn.Count)], [.. ofTest.Select(matches => matches.OneColumn.Count)]);

        List<CopyPair> pairs = [];
        HashSet<int> copies = [];
        List<int> others = [];
        for (int row = 0; row < test.Length; row++)
        {
            ReadOnlySpan<int> equal = references.Of(hashes[test[row]]);
            RowMatches near = ofTest[row];
            bool isExact = exact.Counts(equal.Length);
            bool isRounded = rounded.Counts(near.Rounded.Count);
            IReadOnlyList<int> found = isExact ? [.. equal] : isRounded ? near.Rounded : oneColumn.Counts(near.OneColumn.Count) ? near.OneColumn : [];

            // A row whose equals are of chance is nobody's near copy either.
            if (!isExact && equal.Length > 0)
            {
                continue;
            }

            if (found.Count == 0)
            {
                others.Add(row);
                continue;
            }

            int label = sets.Label(test[row]);
            int nearest = found.OrderBy(reference => isExact ? 0 : comparison.Distance(test[row], reference)).ThenBy(reference => sets.Label(reference) != label).ThenBy(reference => reference).First();
            pairs.Add(new CopyPair(row, nearest, isExact, isExact ? 0 : comparison.Distance(test[row], nearest)));
            copies.UnionWith(found);
        }

        MovedCopies moved = MovedCopies.Find(cells, sets, hashes, [.. others.Select(row => test[row])], cancellation);
        foreach (NearestMatch match in moved.Found)
        {
            pairs.Add(new CopyPair(match.Row - sets.TestStart, match.Nearest.References[0], IsExact: false, match.Nearest.Distances[0]));
            copies.UnionWith(match.Nearest.References);
        }

        pairs.Sort((one, other) => one.TestRow.CompareTo(other.TestRow));
        return new CopyFindings(pairs, copies, Method(exact, rounded, oneColumn, moved));
    }

    /// <summary>
    /// The equal references of every row of the training source, itself apart. A split keeps equal rows on one side: those held out for validation equal no reference, and count all the same, because a
    /// new row meets the contents that they hold as often as before the split.
    /// </summary>
    private static int[] Others(EqualRows references, ulong[] hashes, AuditedSets sets)
    {
        int[] others = new int[sets.TestStart];
        references.Others().CopyTo(others, 0);
        for (int row = sets.ValidationStart; row < sets.TestStart; row++)
        {
            others[row] = references.Of(hashes[row]).Length;
        }

        return others;
    }

    private static RowMatches Matches(int row, ulong[] hashes, IReadOnlyList<int> candidates, RowComparison comparison, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (candidates.Count == 0)
        {
            return RowMatches.None;
        }

        List<int> rounded = [];
        List<int> oneColumn = [];
        foreach (int reference in candidates)
        {
            if (reference != row && hashes[reference] != hashes[row])
            {
                int different = comparison.Different(row, reference, most: 1);
                if (different == 0)
                {
                    rounded.Add(reference);
                }
                else if (different == 1 && comparison.Columns >= LeastColumns)
                {
                    oneColumn.Add(reference);
                }
            }
        }

        return new RowMatches(rounded, oneColumn);
    }

    private static string Method(ChanceMatches exact, ChanceMatches rounded, ChanceMatches oneColumn, MovedCopies moved)
    {
        const string Rule = "Rows count as copies where chance, which is what training and validation rows show among themselves, makes at most a tenth of as many, or at most half and they are surely more.";
        (string What, ChanceMatches Of)[] kinds = [("equal to training rows", exact), ("equal in all but rounding", rounded), ("equal in all but one column", oneColumn)];
        return Rule + string.Concat(kinds.Where(kind => kind.Of.ExpectedOfCounted >= 0.5).Select(kind => string.Create(
            CultureInfo.InvariantCulture, $" Of {kind.Of.Counted:N0} test rows {kind.What} that count, chance makes about {kind.Of.ExpectedOfCounted:N0}.")))
            + string.Concat(kinds.Where(kind => kind.Of.NotCounted > 0).Select(kind => string.Create(
            CultureInfo.InvariantCulture, $" {kind.Of.NotCounted:N0} test rows {kind.What} do not count: chance makes {kind.Of.Expected:N1}.")))
            + (moved.Found.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" {moved.Found.Count:N0} test rows are equal in no way, but nearer to a training row, in ratio to their eighth nearest, than validation rows are: of these, chance makes about {moved.Expected:N0}."))
            + (moved.Refusal is { } refusal ? $" {refusal}" : "");
    }

    private sealed record RowMatches(IReadOnlyList<int> Rounded, IReadOnlyList<int> OneColumn)
    {
        public static RowMatches None { get; } = new([], []);
    }
}
