using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>A set and a number for each of its rows that is equal for identical samples.</summary>
/// <param name="Set">The set.</param>
/// <param name="Hashes">By row.</param>
internal sealed record AuditedSet(SampleSet Set, IReadOnlyList<ulong> Hashes)
{
    /// <summary>Whether the samples are of the training source: all but those of the test set.</summary>
    public bool IsTraining => Set.Name != "test";

    /// <summary>Whether a training looks at the samples: weights are fitted to them, or an epoch is chosen by them.</summary>
    public bool IsSeen => Set.Name is "train" or "selection";
}

/// <summary>Counts identical samples and what their labels say. The training source is train, selection and validation; the given label counts.</summary>
internal static class DuplicateAudit
{
    private const int MostExamples = 10;
    private const int MostSamples = 6;

    /// <summary>Counts the identical samples of sets.</summary>
    /// <param name="sets">All sets.</param>
    /// <param name="classes">The class names.</param>
    public static DuplicateSummary Of(IReadOnlyList<AuditedSet> sets, IReadOnlyList<string> classes)
    {
        (int within, int acrossTest, int acrossValidation, int conflicting) = (0, 0, 0, 0);
        int training = sets.Where(set => set.IsTraining).Sum(set => set.Set.Count);
        int attainable = training;
        List<Member[]> examples = [];
        foreach (Member[] group in Groups(sets))
        {
            int copies = group.Count(member => member.Of.IsTraining);
            bool isSeen = group.Any(member => member.Of.IsSeen);
            bool conflicts = Conflicts(group);
            within += copies > 1 ? copies : 0;
            acrossTest += copies > 0 ? group.Length - copies : 0;
            acrossValidation += isSeen ? group.Count(member => member.Of.Set.Name == "validation") : 0;
            conflicting += conflicts ? group.Length : 0;
            attainable -= copies - (copies == 0 ? 0 : group.Where(member => member.Of.IsTraining).CountBy(member => member.Label).Max(label => label.Value));
            examples.Add(group);
        }

        return new DuplicateSummary
        {
            WithinTraining = within,
            AcrossTest = acrossTest,
            AcrossValidation = acrossValidation,
            Conflicting = conflicting,
            AccuracyLimit = training == 0 ? 1 : (double)attainable / training,
            Examples =
            [
                .. examples.OrderByDescending(Conflicts)
                    .ThenByDescending(group => group.Any(member => !member.Of.IsTraining) && group.Any(member => member.Of.IsTraining))
                    .ThenByDescending(group => group.Length)
                    .ThenBy(group => group[0].Position)
                    .Take(MostExamples)
                    .Select(group => Example(group, classes)),
            ],
        };
    }

    private static bool Conflicts(Member[] group) => group.Any(member => member.Label != group[0].Label);

    /// <summary>Samples of different labels come first, so that a conflict is seen among the few that are shown.</summary>
    private static DuplicateGroup Example(Member[] group, IReadOnlyList<string> classes) => new(
        [
            .. group.GroupBy(member => member.Label)
                .SelectMany(label => label.Select((member, turn) => (member, turn)))
                .OrderBy(entry => entry.turn).ThenBy(entry => entry.member.Position)
                .Take(MostSamples)
                .Select(entry => new DuplicateSample(entry.member.Of.Set.Name, entry.member.Of.Set.Ids[entry.member.Row], classes[entry.member.Label])),
        ],
        group.Length,
        Conflicts(group));

    /// <summary>The groups of two or more, each in the order of the sets and rows.</summary>
    private static IEnumerable<Member[]> Groups(IReadOnlyList<AuditedSet> sets)
    {
        // 12 bytes a row: there may be ten million of them.
        ulong[] hashes = new ulong[sets.Sum(set => set.Hashes.Count)];
        int[] starts = new int[sets.Count];
        for (int set = 0, start = 0; set < starts.Length; start += sets[set++].Hashes.Count)
        {
            starts[set] = start;
            for (int row = 0; row < sets[set].Hashes.Count; row++)
            {
                hashes[start + row] = sets[set].Hashes[row];
            }
        }

        int[] positions = new int[hashes.Length];
        for (int position = 0; position < positions.Length; position++)
        {
            positions[position] = position;
        }

        Array.Sort(hashes, positions);
        for (int start = 0, end; start < hashes.Length; start = end)
        {
            end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                yield return [.. positions[start..end].Order().Select(MemberAt)];
            }
        }

        Member MemberAt(int position)
        {
            int set = starts.Length - 1;
            while (starts[set] > position || sets[set].Hashes.Count == 0)
            {
                set--;
            }

            return new Member(sets[set], position - starts[set], position);
        }
    }

    private readonly record struct Member(AuditedSet Of, int Row, int Position)
    {
        public int Label => Of.Set.Labels[Row];
    }
}
