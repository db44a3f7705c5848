using MlPipelines.Configuration;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>How far two engines drift apart that train the same network from the same weights on the same batches with the same dropout masks.</summary>
/// <param name="Loss">The greatest difference of a step's mean loss over all steps, as a share of the loss.</param>
/// <param name="Weights">The greatest difference of a weight after the last step, as a share of the greatest weight of its layer.</param>
/// <param name="Where">That layer.</param>
internal sealed record EngineParity(double Loss, double Weights, string Where)
{
    /// <summary>What agreement in 32-bit numbers means, over this many steps.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The number of steps.</summary>
    public const int Steps = 50;

    /// <summary>The optimisers that are compared, each with what its rule can have.</summary>
    public static IReadOnlyList<(string Name, OptimizerOptions Options, double? ClipNorm)> Optimizers { get; } =
    [
        ("sgd", new SgdOptions(), null),
        ("sgd, momentum", new SgdOptions { Momentum = 0.9 }, null),
        ("sgd, nesterov, weight decay", new SgdOptions { Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 }, null),
        ("sgd, clipped", new SgdOptions { LearningRate = 0.1 }, 0.5),
        ("adam", new AdamOptions(), null),
        ("adamW", new AdamWOptions(), null),
        ("rmsProp", new RmsPropOptions(), null),
        ("rmsProp, momentum", new RmsPropOptions { Momentum = 0.8 }, null),
    ];

    /// <summary>The short forms of networks, on images of a side.</summary>
    public static IReadOnlyList<(string Name, NetworkOptions Options)> Presets { get; } =
    [
        ("mlp, dropout, batch normalisation", new MlpOptions { HiddenUnits = [32, 16], Dropout = 0.2, BatchNormalization = true }),
        ("cnn small, dropout, l2", new CnnOptions { Dropout = 0.3, L2 = 0.001 }),
        ("cnn medium", new CnnOptions { Preset = CnnPreset.Medium }),
        ("cnn large", new CnnOptions { Preset = CnnPreset.Large }),
        ("cnn filters, batch normalisation", new CnnOptions { Filters = [8, 8], BatchNormalization = true }),
    ];

    /// <summary>A network with everything that an optimiser meets: kernels with and without penalty, biases, gammas and betas, images and features.</summary>
    public static NetworkDescription Mixed { get; } = EngineCases.Describe(
        new CnnOptions
        {
            Layers =
            [
                new Conv2DOptions { Filters = 4, Padding = Padding.Same, UseBias = false },
                new BatchNormOptions(),
                new ActivationLayerOptions { Function = Activation.Relu },
                new MaxPool2DOptions(),
                new FlattenOptions(),
                new DropoutOptions { Rate = 0.25 },
                new DenseOptions { Units = 8, Activation = Activation.Tanh, L2 = 0.01 },
            ],
        },
        EngineCases.Image(8, 8, 2), 4);

    /// <summary>Trains on both and compares.</summary>
    /// <param name="one">An engine.</param>
    /// <param name="other">The other.</param>
    /// <param name="network">The network.</param>
    /// <param name="rule">How steps change weights, at the optimiser's own learning rate.</param>
    /// <param name="samples">The samples of a batch.</param>
    public static EngineParity Of(INeuralEngine one, INeuralEngine other, NetworkDescription network, TrainingRule rule, int samples)
    {
        NamedWeights initial = InitialWeights.Draw(network, EngineCases.Seeds);
        using INeuralNetwork first = one.Build(network, initial, rule);
        using INeuralNetwork second = other.Build(network, initial, rule);
        return Between(first, second, network, rule, samples);
    }

    /// <summary>
    /// How far an engine drifts from itself when every initial weight is moved to the next 32-bit number: what the training makes of a last digit, and so what no two engines can be expected to agree
    /// beyond. Where a unit of relu or the greatest number of a window changes sides, it makes much of it.
    /// </summary>
    public static EngineParity OfLastDigits(INeuralEngine engine, NetworkDescription network, TrainingRule rule, int samples)
    {
        NamedWeights initial = InitialWeights.Draw(network, EngineCases.Seeds);
        CounterRandom draws = new(7, 0, RandomStream.Init);
        List<NamedArray> moved = [];
        foreach (NamedArray array in initial.Arrays)
        {
            float[] values = new float[array.Values.Length];
            for (int index = 0; index < values.Length; index++)
            {
                float value = array.Values[index];
                values[index] = value == 0 ? 0 : draws.NextInt(2) == 0 ? float.BitIncrement(value) : float.BitDecrement(value);
            }

            moved.Add(array with { Values = values });
        }

        using INeuralNetwork first = engine.Build(network, initial, rule);
        using INeuralNetwork second = engine.Build(network, new NamedWeights(moved), rule);
        return Between(first, second, network, rule, samples);
    }

    private static EngineParity Between(INeuralNetwork first, INeuralNetwork second, NetworkDescription network, TrainingRule rule, int samples)
    {
        double loss = 0;
        for (int step = 0; step < Steps; step++)
        {
            TrainingBatch batch = LearnableBatch(network, samples, step);
            double expected = MeanLoss(first.TrainStep(batch, rule.Optimizer.LearningRate), samples);
            double received = MeanLoss(second.TrainStep(batch, rule.Optimizer.LearningRate), samples);
            loss = Math.Max(loss, Math.Abs(received - expected) / expected);
        }

        (NamedWeights one, NamedWeights other) = (first.GetWeights(), second.GetWeights());
        (string name, double weights) = network.Layers.Where(layer => layer.Weights.Count > 0).Select(layer => (layer.Name, Difference(layer, one, other))).MaxBy(pair => pair.Item2);
        return new EngineParity(loss, weights, name);
    }

    /// <summary>Inputs that say something about their label, as real ones do: a pattern of the class and as much noise.</summary>
    private static TrainingBatch LearnableBatch(NetworkDescription network, int samples, int step)
    {
        TrainingBatch batch = EngineCases.Batch(network, samples, 4 + step);
        int size = (int)network.Input.Size;
        for (int sample = 0; sample < samples; sample++)
        {
            CounterRandom pattern = new(9, batch.Labels[sample], RandomStream.Split);
            for (int index = sample * size; index < (sample + 1) * size; index++)
            {
                batch.Inputs[index] = (batch.Inputs[index] + (float)pattern.NextNormal()) / 2;
            }
        }

        return batch;
    }

    private static double MeanLoss(StepResult result, int samples) => result.Losses.Take(samples).Average(value => (double)value);

    /// <summary>
    /// As a share of the greatest number of all weights of the layer, because a bias before batch normalisation has a gradient of 0 and holds nothing but rounding.
    /// </summary>
    private static double Difference(LayerDescription layer, NamedWeights expected, NamedWeights received)
    {
        double scale = layer.Weights.Max(weight => expected[weight.Name].Values.Max(value => Math.Abs((double)value)));
        return layer.Weights.Max(weight => expected[weight.Name].Values.Zip(received[weight.Name].Values, (a, b) => Math.Abs((double)a - b)).Max()) / scale;
    }
}
