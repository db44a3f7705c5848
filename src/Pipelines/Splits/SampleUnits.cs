namespace MlPipelines.Pipelines;

/// <summary>
/// What a split moves as a whole: samples with equal content, and with them samples of the same group. The relation is the transitive
/// union of both, so a copy that lies in two groups joins them. The samples of all units lie in one list, so that millions of units take 4 to 8 bytes each.
/// </summary>
internal sealed class SampleUnits : IReadOnlyList<ArraySegment<int>>
{
    private readonly int[] _samples;
    private readonly int[]? _ends;

    /// <summary>Without ends every unit is one sample.</summary>
    private SampleUnits(int[] samples, int[]? ends) => (_samples, _ends) = (samples, ends);

    /// <summary>The number of units.</summary>
    public int Count => _ends?.Length ?? _samples.Length;

    /// <summary>The samples of a unit, ascending.</summary>
    public ArraySegment<int> this[int unit]
    {
        get
        {
            if (_ends is null)
            {
                return new ArraySegment<int>(_samples, unit, 1);
            }

            int start = unit == 0 ? 0 : _ends[unit - 1];
            return new ArraySegment<int>(_samples, start, _ends[unit] - start);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ArraySegment<int>> GetEnumerator()
    {
        for (int unit = 0; unit < Count; unit++)
        {
            yield return this[unit];
        }
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The samples of some units, ascending.</summary>
    public int[] SamplesOf(IReadOnlyList<int> units)
    {
        int[] samples = new int[units.Sum(unit => this[unit].Count)];
        int next = 0;
        foreach (int unit in units)
        {
            this[unit].CopyTo(samples, next);
            next += this[unit].Count;
        }

        Array.Sort(samples);
        return samples;
    }

    /// <summary>Units that are there already.</summary>
    public static SampleUnits From(IReadOnlyList<IReadOnlyList<int>> units)
    {
        int[] ends = new int[units.Count];
        int end = 0;
        for (int unit = 0; unit < ends.Length; unit++)
        {
            ends[unit] = end += units[unit].Count;
        }

        return new SampleUnits([.. units.SelectMany(unit => unit)], ends);
    }

    /// <summary>The same units with other numbers for the samples, in the same order.</summary>
    public SampleUnits Renumbered(IReadOnlyList<int> numbers) => new([.. _samples.Select(sample => numbers[sample])], _ends);

    /// <summary>
    /// The units, each as ascending sample indexes. Their order is that of their least content hash, which belongs to one unit only: it does
    /// not depend on the order of the samples, and neither does a shuffle of it.
    /// </summary>
    /// <param name="contentHashes">A hash of each sample's content.</param>
    /// <param name="groups">The group of each sample, or null.</param>
    public static SampleUnits Of(IReadOnlyList<ulong> contentHashes, IReadOnlyList<string>? groups)
    {
        if (groups is null)
        {
            return OfEqualContent(contentHashes);
        }

        int[] parents = [.. Enumerable.Range(0, contentHashes.Count)];
        Join(parents, contentHashes);
        Join(parents, groups);
        return From(
        [
            .. Enumerable.Range(0, parents.Length)
                .GroupBy(sample => Root(parents, sample))
                .OrderBy(unit => unit.Min(sample => contentHashes[sample]))
                .Select(unit => unit.ToArray()),
        ]);
    }

    /// <summary>Sorted by hash, equal samples are neighbours.</summary>
    private static SampleUnits OfEqualContent(IReadOnlyList<ulong> contentHashes)
    {
        ulong[] hashes = new ulong[contentHashes.Count];
        int next = 0;
        foreach (ulong hash in contentHashes)
        {
            hashes[next++] = hash;
        }

        int[] samples = [.. Enumerable.Range(0, hashes.Length)];
        Array.Sort(hashes, samples);
        int units = 0;
        for (int index = 0; index < hashes.Length; index++)
        {
            units += index == 0 || hashes[index] != hashes[index - 1] ? 1 : 0;
        }

        if (units == hashes.Length)
        {
            return new SampleUnits(samples, null);
        }

        int[] ends = new int[units];
        int unit = 0;
        for (int start = 0; start < hashes.Length;)
        {
            int end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            samples.AsSpan(start, end - start).Sort();
            ends[unit++] = end;
            start = end;
        }

        return new SampleUnits(samples, ends);
    }

    private static void Join<T>(int[] parents, IReadOnlyList<T> values)
        where T : notnull
    {
        Dictionary<T, int> firsts = new(values.Count);
        for (int sample = 0; sample < values.Count; sample++)
        {
            if (!firsts.TryAdd(values[sample], sample))
            {
                parents[Root(parents, sample)] = Root(parents, firsts[values[sample]]);
            }
        }
    }

    private static int Root(int[] parents, int sample)
    {
        while (parents[sample] != sample)
        {
            parents[sample] = parents[parents[sample]];
            sample = parents[sample];
        }

        return sample;
    }
}
