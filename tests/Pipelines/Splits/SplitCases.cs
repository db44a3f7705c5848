using System.Globalization;
using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Pipelines;

/// <summary>Requests for tests of the split.</summary>
internal static class SplitCases
{
    public static readonly IReadOnlyList<RandomStream> Everything = [RandomStream.Split, RandomStream.Order];

    /// <summary>Requests of every strategy with copies, groups and tied times, large enough to be split.</summary>
    public static readonly Gen<(SplitRequest Request, TrialSeeds Seeds)> Splittable =
        from count in Gen.Int[60, 200]
        from strategy in Gen.Enum<SplitStrategy>()
        from classes in Gen.Int[1, 3]
        from copies in Gen.Int[0, 10]
        from salt in Gen.Int[0, 1_000_000]
        from selection in Gen.Bool
        from separate in Gen.Bool
        from shares in Gen.Double[0.05, 0.45].Array[3]
        from repeat in Gen.Int[0, 9]
        select (Request(count, strategy, classes, copies, salt, selection, separate, shares), new TrialSeeds(salt, repeat, Everything));

    public static TrialSeeds Seeds(int repeat = 0, int seed = 7) => new(seed, repeat, Everything);

    /// <summary>A request without copies, its content hashes in no order.</summary>
    public static SplitRequest Of(IReadOnlyList<int> labels, SplitOptions? options = null) => new()
    {
        Options = options ?? new SplitOptions(),
        Labels = labels,
        Ids = [.. labels.Select((_, sample) => sample.ToString(CultureInfo.InvariantCulture))],
        Classes = [.. Enumerable.Range(0, labels.Max() + 1).Select(label => $"class{label}")],
        ContentHashes = [.. labels.Select((_, sample) => Hash(sample))],
        NeedsSelection = true,
    };

    /// <summary>The same samples in another order.</summary>
    public static SplitRequest Permuted(SplitRequest request, int[] order) => request with
    {
        Labels = [.. order.Select(sample => request.Labels[sample])],
        Ids = [.. order.Select(sample => request.Ids[sample])],
        ContentHashes = [.. order.Select(sample => request.ContentHashes[sample])],
        Groups = request.Groups is { } groups ? [.. order.Select(sample => groups[sample])] : null,
        Times = request.Times is { } times ? [.. order.Select(sample => times[sample])] : null,
    };

    public static ulong Hash(int sample) => ((ulong)sample + 1) * 0x9E3779B97F4A7C15;

    private static SplitRequest Request(
        int count, SplitStrategy strategy, int classes, int copies, int salt, bool selection, bool separate, double[] shares)
    {
        CounterRandom draws = new(salt, 0, RandomStream.Order);
        int[] labels = new int[count];
        ulong[] hashes = new ulong[count];
        string[] groups = new string[count];
        double[] times = new double[count];
        for (int sample = 0; sample < count; sample++)
        {
            // A copy keeps its label, so that every class keeps distinct samples.
            int original = sample < copies ? draws.NextInt(count - copies) + copies : sample;
            labels[sample] = original % classes;
            hashes[sample] = Hash(original);
            groups[sample] = $"group{draws.NextInt(40)}";
            times[sample] = draws.NextInt(25);
        }

        return new SplitRequest
        {
            Options = new SplitOptions
            {
                Strategy = strategy,
                Test = shares[0],
                Validation = shares[1],
                Selection = shares[2],
                Folds = 4,
                GroupBy = "g",
                OrderBy = "t",
            },
            Labels = labels,
            Ids = [.. Enumerable.Range(0, count).Select(sample => sample.ToString(CultureInfo.InvariantCulture))],
            Classes = [.. Enumerable.Range(0, classes).Select(label => $"class{label}")],
            ContentHashes = hashes,
            Groups = strategy == SplitStrategy.Grouped ? groups : null,
            Times = strategy == SplitStrategy.Time ? times : null,
            SeparateTestCount = separate && strategy != SplitStrategy.KFold ? 17 : null,
            NeedsSelection = selection,
        };
    }
}
