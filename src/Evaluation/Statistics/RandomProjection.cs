using System.Numerics;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Fewer features that keep distances between rows about as they are: sums of all features with random signs (Achlioptas 2003, "Database-friendly random projections"). The signs depend on
/// the widths alone.
/// </summary>
internal static class RandomProjection
{
    /// <summary>The counter of these draws in their stream; the numbers around it belong to other tests.</summary>
    private const int Signs = 2001;

    /// <summary>Projects rows.</summary>
    /// <param name="values">(rows, width).</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="target">Features of a projected row.</param>
    /// <param name="cancellation">Checked between rows.</param>
    /// <returns>(rows, target).</returns>
    public static float[] Of(float[] values, int width, int target, CancellationToken cancellation)
    {
        float[] signs = new float[target * width];
        for (int feature = 0; feature < target; feature++)
        {
            CounterRandom random = new(0, 0, RandomStream.Sampling, Signs, feature);
            for (int index = 0; index < width; index++)
            {
                signs[(feature * width) + index] = (random.NextUInt() & 1) == 0 ? -1 : 1;
            }
        }

        int rows = values.Length / width;
        float[] projected = new float[rows * target];
        Parallel.For(0, rows, new ParallelOptions { CancellationToken = cancellation }, row =>
        {
            for (int feature = 0; feature < target; feature++)
            {
                projected[(row * target) + feature] = Dot(values.AsSpan(row * width, width), signs.AsSpan(feature * width, width));
            }
        });
        return projected;
    }

    /// <summary>The sum of products.</summary>
    internal static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Vector<float> sums = Vector<float>.Zero;
        int index = 0;
        for (; index <= one.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            sums += new Vector<float>(one[index..]) * new Vector<float>(other[index..]);
        }

        float sum = Vector.Sum(sums);
        for (; index < one.Length; index++)
        {
            sum += one[index] * other[index];
        }

        return sum;
    }
}
