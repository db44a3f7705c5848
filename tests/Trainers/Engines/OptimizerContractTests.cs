using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Each optimiser over several steps against Keras' formulas in doubles, and where torch.optim means the same, against its figures.</summary>
public abstract class OptimizerContractTests
{
    private static readonly float[] Inputs = [0.5f, -1.2f, 0.3f, 1.5f, 0.7f, -0.4f, -0.8f, 0.1f, 0.9f, 0.2f, 0.6f, -1.1f];
    private static readonly int[] Labels = [0, 1, 1, 0];
    private static readonly float[] Kernel = [0.1f, -0.2f, 0.3f, 0.05f, -0.15f, 0.25f];

    // Debian's python3-torch 1.13.0, doubles, five full-batch steps on the same softmax regression; epsilon 1e-20, where the two definitions meet.
    public static TheoryData<OptimizerOptions, double, double[]> TorchFigures => new()
    {
        { new SgdOptions(), 0.5, [-0.0629516, -0.0370484, -0.1841332, 0.5341332, -0.3706471, 0.4706471, -0.0267986, 0.0267986] },
        { new SgdOptions { Momentum = 0.9 }, 0.5, [-0.2763109, 0.1763109, -0.9038029, 1.2538029, -0.7696763, 0.8696763, -0.0289073, 0.0289073] },
        { new SgdOptions { Momentum = 0.9, Nesterov = true }, 0.5, [-0.2818228, 0.1818228, -1.0003458, 1.3503458, -0.9909841, 1.0909841, 0.0252385, -0.0252385] },
        { new AdamOptions { Epsilon = 1e-20 }, 0.05, [-0.1371244, 0.0371244, 0.0511064, 0.2988936, -0.4007319, 0.5007319, -0.0580712, 0.0580712] },
        { new RmsPropOptions { Epsilon = 1e-20 }, 0.05, [-0.2625014, 0.1625014, -0.1948236, 0.5448236, -0.6750086, 0.7750086, 0.0318671, -0.0318671] },
        { new RmsPropOptions { Epsilon = 1e-20, Momentum = 0.8 }, 0.05, [-0.5598416, 0.4598416, -0.8978838, 1.2478838, -1.4561368, 1.5561368, 0.2411882, -0.2411882] },
    };

    public static TheoryData<OptimizerOptions> Rules =>
    [
        new SgdOptions(),
        new SgdOptions { Momentum = 0.9 },
        new SgdOptions { Momentum = 0.7, Nesterov = true, WeightDecay = 0.1 },
        new AdamOptions { Epsilon = 0.01 },
        new AdamOptions { Beta1 = 0.5, Beta2 = 0.8, WeightDecay = 0.05 },
        new AdamWOptions(),
        new RmsPropOptions { Epsilon = 0.01 },
        new RmsPropOptions { Momentum = 0.8, Rho = 0.7 },
    ];

    /// <summary>The engine under test.</summary>
    protected abstract NeuralEngine Kind { get; }

    [Theory]
    [MemberData(nameof(TorchFigures))]
    public void TrainStep_FiveSteps_GivesTorchsFigures(OptimizerOptions options, double learningRate, double[] expected)
    {
        using INeuralNetwork network = Build(options);
        TrainingBatch batch = FullBatch();
        for (int step = 0; step < 5; step++)
        {
            network.TrainStep(batch, learningRate);
        }

        Assert.All(Flat(network).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-6));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void TrainStep_ChangingRates_FollowsKerasFormula(OptimizerOptions options)
    {
        using INeuralNetwork network = Build(options);
        TrainingBatch batch = FullBatch();
        double[] weights = [.. Kernel.Select(value => (double)value), 0, 0];
        KerasRule rule = new(options, weights.Length);
        for (int step = 1; step <= 6; step++)
        {
            double learningRate = 0.1 / step;
            rule.Step(weights, Gradient(weights), learningRate);
            network.TrainStep(batch, learningRate);

            Assert.All(Flat(network).Zip(weights), pair => Assert.Equal(pair.Second, pair.First, 3e-6));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void SetOptimizerState_OnAnotherNetwork_ContinuesToTheLastBit(OptimizerOptions options)
    {
        using INeuralNetwork whole = Build(options);
        using INeuralNetwork resumed = Build(options);
        TrainingBatch batch = FullBatch();
        whole.TrainStep(batch, 0.1);
        whole.TrainStep(batch, 0.1);
        resumed.SetWeights(whole.GetWeights());
        resumed.SetOptimizerState(whole.GetOptimizerState());
        whole.TrainStep(batch, 0.05);
        resumed.TrainStep(batch, 0.05);

        Assert.Equal(Flat(whole), Flat(resumed));
    }

    /// <summary>Keras 3's update rules, a scalar at a time.</summary>
    private sealed class KerasRule(OptimizerOptions options, int size)
    {
        private readonly double[] _first = new double[size];
        private readonly double[] _second = new double[size];
        private int _steps;

        public void Step(double[] weights, double[] gradient, double rate)
        {
            _steps++;
            for (int index = 0; index < size; index++)
            {
                // The last two are biases, which do not decay.
                weights[index] -= index < 6 ? weights[index] * options.WeightDecay * rate : 0;
                weights[index] += Change(index, gradient[index], rate);
            }
        }

        private double Change(int index, double g, double rate)
        {
            switch (options)
            {
                case SgdOptions sgd:
                    _first[index] = (sgd.Momentum * _first[index]) - (rate * g);
                    return sgd.Nesterov ? (sgd.Momentum * _first[index]) - (rate * g) : _first[index];
                case AdamOptions adam:
                    _first[index] += (g - _first[index]) * (1 - adam.Beta1);
                    _second[index] += ((g * g) - _second[index]) * (1 - adam.Beta2);
                    double alpha = rate * Math.Sqrt(1 - Math.Pow(adam.Beta2, _steps)) / (1 - Math.Pow(adam.Beta1, _steps));
                    return -(alpha * _first[index]) / (Math.Sqrt(_second[index]) + adam.Epsilon);
                case RmsPropOptions rmsProp:
                    _second[index] = (rmsProp.Rho * _second[index]) + ((1 - rmsProp.Rho) * g * g);
                    double change = rate * g / Math.Sqrt(_second[index] + rmsProp.Epsilon);
                    _first[index] = (rmsProp.Momentum * _first[index]) + change;
                    return -_first[index];
                default:
                    throw new NotSupportedException();
            }
        }
    }

    /// <summary>The gradient of softmax regression: mean over samples of (p - y) x.</summary>
    private static double[] Gradient(double[] weights)
    {
        double[] gradient = new double[8];
        for (int sample = 0; sample < 4; sample++)
        {
            double[] x = [.. Inputs.Skip(sample * 3).Take(3).Select(value => (double)value)];
            double[] z = [.. Enumerable.Range(0, 2).Select(unit => weights[6 + unit] + x.Select((value, index) => value * weights[(index * 2) + unit]).Sum())];
            for (int unit = 0; unit < 2; unit++)
            {
                double error = ((Math.Exp(z[unit]) / (Math.Exp(z[0]) + Math.Exp(z[1]))) - (Labels[sample] == unit ? 1 : 0)) / 4;
                gradient[6 + unit] += error;
                for (int index = 0; index < 3; index++)
                {
                    gradient[(index * 2) + unit] += error * x[index];
                }
            }
        }

        return gradient;
    }

    private static NetworkDescription Network { get; } = NetworkDesign.Describe(new MlpOptions { Layers = [] }, Samples.Table(3), 2).Network!;

    private INeuralNetwork Build(OptimizerOptions options)
    {
        NamedWeights weights = new([new NamedArray("output dense/kernel", [3, 2], Kernel), new NamedArray("output dense/bias", [2], [0, 0])]);
        return TestEngines.Of(Kind).Build(Network, weights, new TrainingRule(options, null, 1));
    }

    private static TrainingBatch FullBatch()
    {
        TrainingBatch batch = new(Network, 4) { Count = 4 };
        Inputs.CopyTo(batch.Inputs, 0);
        Labels.CopyTo(batch.Labels, 0);
        Array.Fill(batch.Weights, 1);
        return batch;
    }

    private static float[] Flat(INeuralNetwork network) => [.. network.GetWeights().Arrays.SelectMany(array => array.Values)];
}
