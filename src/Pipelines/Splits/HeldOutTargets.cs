namespace MlPipelines.Pipelines;

/// <summary>How many samples of each stratum (a class, or everything) a held-out set should have.</summary>
internal static class HeldOutTargets
{
    /// <summary>Whole numbers nearest to the quotas by the method of largest remainders, their sum the rounded sum of the quotas.</summary>
    /// <remarks>
    /// Every stratum that has samples gets at least one and leaves what the sides after it need, even where its quota rounds to
    /// nothing; the sum then exceeds the rounded one. Equal remainders go to the stratum that comes first.
    /// </remarks>
    /// <param name="quotas">The share times the stratum's size.</param>
    /// <param name="available">The samples that the stratum still has.</param>
    /// <param name="kept">The samples that it must leave.</param>
    public static int[] Of(double[] quotas, int[] available, int[] kept)
    {
        int[] targets = new int[quotas.Length];
        double[] remainders = new double[quotas.Length];
        for (int stratum = 0; stratum < quotas.Length; stratum++)
        {
            int floor = (int)Math.Floor(quotas[stratum]);
            int most = available[stratum] - kept[stratum];
            targets[stratum] = available[stratum] == 0 ? 0 : Math.Clamp(floor, 1, Math.Max(1, most));
            remainders[stratum] = targets[stratum] == floor && floor < most ? quotas[stratum] - floor : 0;
        }

        int missing = (int)Math.Round(quotas.Sum(), MidpointRounding.AwayFromZero) - targets.Sum();
        foreach (int stratum in Enumerable.Range(0, quotas.Length)
            .Where(stratum => remainders[stratum] > 0)
            .OrderByDescending(stratum => remainders[stratum])
            .Take(Math.Max(0, missing)))
        {
            targets[stratum]++;
        }

        return targets;
    }
}
