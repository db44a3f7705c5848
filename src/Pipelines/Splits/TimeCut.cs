namespace MlPipelines.Pipelines;

/// <summary>Cuts the latest units off, all units of one time together.</summary>
/// <remarks>
/// A unit's time is that of its latest sample: copies of a late sample follow it, so training never holds anything from after the cut.
/// </remarks>
internal static class TimeCut
{
    /// <summary>The time of each unit.</summary>
    public static double[] TimesOf(SampleUnits units, IReadOnlyList<double> times) => [.. units.Select(unit => unit.Max(sample => times[sample]))];

    /// <summary>Takes the latest units out of <paramref name="available"/>, as near to the wanted number of samples as whole times allow.</summary>
    /// <param name="units">All units.</param>
    /// <param name="unitTimes">The time of each unit.</param>
    /// <param name="available">Indexes of the units that are not held out yet; the taken ones are removed.</param>
    /// <param name="quota">The wanted number of samples.</param>
    /// <param name="laterSides">The greatest number of sides that are cut after this one, training included.</param>
    public static List<int> Take(SampleUnits units, double[] unitTimes, List<int> available, double quota, int laterSides)
    {
        (double Time, int Samples)[] times =
        [
            .. available.GroupBy(unit => unitTimes[unit]).OrderByDescending(group => group.Key)
                .Select(group => (group.Key, group.Sum(unit => units[unit].Count))),
        ];
        int most = Math.Max(1, times.Length - Math.Min(laterSides, times.Length - 1));
        double best = double.PositiveInfinity;
        double cut = double.PositiveInfinity;
        int held = 0;
        foreach ((double time, int samples) in times.Take(most))
        {
            held += samples;
            if (Math.Abs(held - quota) < best)
            {
                (best, cut) = (Math.Abs(held - quota), time);
            }
        }

        List<int> taken = [.. available.Where(unit => unitTimes[unit] >= cut)];
        available.RemoveAll(unit => unitTimes[unit] >= cut);
        return taken;
    }
}
