using System.Collections;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Draws units at random until a held-out set has the samples that each stratum owes it.</summary>
/// <param name="units">All units of the split.</param>
/// <param name="strata">The stratum of each sample.</param>
/// <param name="strataCount">The number of strata.</param>
internal sealed class HeldOutDraw(SampleUnits units, IReadOnlyList<int> strata, int strataCount)
{
    /// <summary>Takes units out of <paramref name="available"/>.</summary>
    /// <remarks>
    /// Three passes over one shuffled order. The first takes what fits under the targets; where most units are single samples it meets
    /// them exactly. The second takes a larger unit where overshooting is nearer to the targets than falling short. The third
    /// gives a stratum that got nothing its smallest unit. None leaves a stratum with fewer units than there are sides to come.
    /// </remarks>
    /// <param name="available">Indexes of the units that are not held out yet, ascending; the drawn ones are removed.</param>
    /// <param name="quotas">The wanted number of samples per stratum, not rounded.</param>
    /// <param name="laterSides">The greatest number of sides that draw after this one, training included.</param>
    /// <param name="draws">The draws of this side.</param>
    /// <returns>The drawn units.</returns>
    public List<int> Take(List<int> available, double[] quotas, int laterSides, ref CounterRandom draws)
    {
        int[] unitsLeft = new int[strataCount];
        int[] samples = new int[strataCount];
        foreach (int unit in available)
        {
            foreach ((int stratum, int count) in StrataOf(unit))
            {
                unitsLeft[stratum]++;
                samples[stratum] += count;
            }
        }

        int[] kept = [.. unitsLeft.Select(left => Math.Max(0, Math.Min(laterSides, left - 1)))];
        int[] missing = HeldOutTargets.Of(quotas, samples, kept);
        int[] order = [.. available];
        draws.Shuffle(order.AsSpan());
        BitArray taken = new(units.Count);
        TakeWhere(order, unit => StrataOf(unit).All(part => part.Count <= missing[part.Stratum]));
        if (missing.Any(count => count != 0))
        {
            TakeWhere(order, unit => StrataOf(unit).Sum(part => Math.Abs(missing[part.Stratum] - part.Count) - Math.Abs(missing[part.Stratum])) < 0);
        }

        foreach (int empty in Enumerable.Range(0, strataCount).Where(stratum => unitsLeft[stratum] > 0))
        {
            if (!available.Any(unit => taken[unit] && StrataOf(unit).Any(part => part.Stratum == empty)))
            {
                int[] candidates = [.. order.Where(unit => StrataOf(unit).Any(part => part.Stratum == empty)).OrderBy(unit => units[unit].Count)];
                TakeWhere(candidates, _ => true, most: 1);
            }
        }

        List<int> drawn = [.. available.Where(unit => taken[unit])];
        available.RemoveAll(unit => taken[unit]);
        return drawn;

        void TakeWhere(int[] candidates, Func<int, bool> condition, int most = int.MaxValue)
        {
            foreach (int unit in candidates)
            {
                if (most > 0 && !taken[unit] && condition(unit) && StrataOf(unit).All(part => unitsLeft[part.Stratum] > kept[part.Stratum]))
                {
                    taken[unit] = true;
                    most--;
                    foreach ((int stratum, int count) in StrataOf(unit))
                    {
                        unitsLeft[stratum]--;
                        missing[stratum] -= count;
                    }
                }
            }
        }
    }

    /// <summary>The strata of a unit's samples with their numbers, ascending. Copies of one image may carry several classes.</summary>
    public (int Stratum, int Count)[] StrataOf(int unit) => units[unit] is [int only]
        ? [(strata[only], 1)]
        : [.. units[unit].CountBy(sample => strata[sample]).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
}
