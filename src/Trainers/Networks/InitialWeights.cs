using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Draws the initial weights from the trial's <c>init</c> stream, a sub-stream per layer, so that a change to one layer leaves the others' draws.</summary>
internal static class InitialWeights
{
    /// <summary>The standard deviation of a standard normal that is truncated at ±2: what Keras divides by so that the variance is as named.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The weights of a network before its first step.</summary>
    public static NamedWeights Draw(NetworkDescription network, TrialSeeds seeds)
    {
        List<NamedArray> arrays = [];
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            CounterRandom draws = seeds.Draws(RandomStream.Init, step: layer);
            foreach (WeightDescription weight in network.Layers[layer].Weights)
            {
                arrays.Add(new NamedArray(weight.Name, weight.Shape, Values(weight, ref draws)));
            }
        }

        return new NamedWeights(arrays);
    }

    private static float[] Values(WeightDescription weight, ref CounterRandom draws)
    {
        float[] values = new float[weight.Size];
        switch (weight.Role)
        {
            case WeightRole.Kernel:
                Fill(values, weight, ref draws);
                break;
            case WeightRole.Gamma or WeightRole.MovingVariance:
                Array.Fill(values, 1);
                break;
        }

        return values;
    }

    private static void Fill(float[] values, WeightDescription kernel, ref CounterRandom draws)
    {
        // A convolution's window counts in both fans: (height, width, inputs, filters) or (inputs, units).
        long window = kernel.Shape.Take(kernel.Shape.Count - 2).Aggregate(1L, (product, axis) => product * axis);
        double fanIn = window * kernel.Shape[^2];
        double fanOut = window * kernel.Shape[^1];
        double variance = kernel.Initializer switch
        {
            Initializer.GlorotUniform or Initializer.GlorotNormal => 2 / (fanIn + fanOut),
            Initializer.HeUniform or Initializer.HeNormal => 2 / fanIn,
            Initializer.LecunUniform or Initializer.LecunNormal => 1 / fanIn,
            Initializer.Zeros => 0,
            _ => throw new ArgumentException($"unknown initialiser {kernel.Initializer}", nameof(kernel)),
        };
        if (kernel.Initializer is Initializer.GlorotUniform or Initializer.HeUniform or Initializer.LecunUniform)
        {
            FillUniform(values, Math.Sqrt(3 * variance), ref draws);
        }
        else if (kernel.Initializer is not Initializer.Zeros)
        {
            FillTruncatedNormal(values, Math.Sqrt(variance) / TruncatedDeviation, ref draws);
        }
    }

    private static void FillUniform(float[] values, double limit, ref CounterRandom draws)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)draws.NextDouble(-limit, limit);
        }
    }

    private static void FillTruncatedNormal(float[] values, double deviation, ref CounterRandom draws)
    {
        for (int index = 0; index < values.Length; index++)
        {
            double normal;
            do
            {
                normal = draws.NextNormal();
            }
            while (Math.Abs(normal) > 2);
            values[index] = (float)(deviation * normal);
        }
    }
}
