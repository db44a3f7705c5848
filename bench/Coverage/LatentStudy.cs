using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>
/// Draws studies whose truth is known. A row is right when <c>difficulty_i + seed_r + interaction_ri</c> lies below a limit; difficulty has standard
/// deviation 1, the others those given here. Over new rows and seeds the accuracy is exactly the one the limit was made for.
/// </summary>
internal sealed record LatentStudy(int Repeats, double SeedSpread, double InteractionSpread)
{
    /// <summary>[repeat]: what each seed does to all rows.</summary>
    public double[] DrawLuck(ref CounterRandom random)
    {
        double[] luck = new double[Repeats];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            luck[repeat] = SeedSpread * random.NextNormal();
        }

        return luck;
    }

    /// <summary>(rows): how hard each row is.</summary>
    public static double[] DrawDifficulty(ref CounterRandom random, int rows)
    {
        double[] difficulty = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            difficulty[row] = random.NextNormal();
        }

        return difficulty;
    }

    /// <summary>[repeat][row] of 1 for right and 0 for wrong, times the sign.</summary>
    public double[][] DrawRight(ref CounterRandom random, double[] luck, double[] difficulty, double accuracy, int sign = 1)
    {
        double limit = Math.Sqrt(1 + (SeedSpread * SeedSpread) + (InteractionSpread * InteractionSpread)) * Normal.InvCDF(0, 1, accuracy);
        double[][] right = new double[luck.Length][];
        for (int repeat = 0; repeat < luck.Length; repeat++)
        {
            right[repeat] = new double[difficulty.Length];
            for (int row = 0; row < difficulty.Length; row++)
            {
                right[repeat][row] = difficulty[row] + luck[repeat] + (InteractionSpread * random.NextNormal()) < limit ? sign : 0;
            }
        }

        return right;
    }
}
