using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>
/// The interval of the estimated share of wrong labels: percentiles of the bootstrap over rows (Efron 1979), thresholds included. It says what other samples
/// of the same kind would have given with these models; that the models may be wrong about the labels it does not say.
/// </summary>
internal static class NoiseRateBootstrap
{
    private const int MostReplicates = 1000;
    private const int LeastReplicates = 200;

    /// <summary>Of replicates, rows and classes together: some five seconds on one core.</summary>
    private const long Work = 2_000_000_000;

    /// <summary>The interval; null for a single row.</summary>
    public static Interval? Of(AuditedRows rows, double level = 0.95)
    {
        if (rows.Count < 2)
        {
            return null;
        }

        int replicates = (int)Math.Clamp(Work / ((long)rows.Count * rows.Classes), LeastReplicates, MostReplicates);
        CounterRandom draws = new(0, 0, RandomStream.Sampling, epoch: 2);
        ConfidentJoint joint = new(rows);
        double[] rates = new double[replicates];
        int[] weights = new int[rows.Count];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            Array.Clear(weights);
            for (int draw = 0; draw < rows.Count; draw++)
            {
                weights[draws.NextInt(rows.Count)]++;
            }

            rates[replicate] = joint.Count(weights).NoiseRate();
        }

        Array.Sort(rates);
        return new Interval(At((1 - level) / 2), At((1 + level) / 2), level);

        double At(double share)
        {
            double position = share * (rates.Length - 1);
            int below = (int)position;
            int above = Math.Min(below + 1, rates.Length - 1);
            return rates[below] + ((position - below) * (rates[above] - rates[below]));
        }
    }
}
