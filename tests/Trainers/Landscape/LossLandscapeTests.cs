using MathNet.Numerics.LinearAlgebra;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LossLandscapeTests
{
    private const int Count = 40;

    [Theory]
    [MemberData(nameof(TestEngines.All), MemberType = typeof(TestEngines))]
    public void Measure_TanhNetwork_IsWhatAutogradGives(NeuralEngine kind)
    {
        // PyTorch 1.13 in doubles: torch.autograd.functional.hessian and eigvalsh; per-sample gradients, their covariance (divisor n - 1) and |G|^2 less its bias.
        NetworkDescription network = Tiny(new MlpOptions { HiddenUnits = [4], Activation = Activation.Tanh });
        LandscapeMeasurement measured = Measure(network, TinyWeights(network), Waves(), kind);

        Assert.Equal(0.93793, measured.Sharpness!.Value, 0.01 * 0.93793);
        Assert.Equal(9.7243, measured.NoiseScale!.Value, 1e-3);
    }

    [Theory]
    [MemberData(nameof(TestEngines.All), MemberType = typeof(TestEngines))]
    public void Measure_BatchNormDropoutAndPenalty_IsTheHessianOfTheMeanLogLossInEvaluationMode(NeuralEngine kind)
    {
        // Dense Hessian over doubles by central differences of the loss.
        NetworkDescription network = Tiny(new MlpOptions { HiddenUnits = [3], Activation = Activation.Sigmoid, BatchNormalization = true, Dropout = 0.5, L2 = 10 });
        NamedWeights weights = InitialWeights.Draw(network, Samples.Seeds());
        ArraySamples waves = Waves();
        NaiveNetwork naive = new(network, weights);
        double[][] inputs = [.. waves.Values.Select(value => (double)value).Chunk(3)];
        float[] ones = [.. Enumerable.Repeat(1f, Count)];
        Matrix<double> hessian = Hessian(
            [.. network.Weights.Where(weight => weight.IsTrained).Select(weight => naive.Weights[weight.Name])],
            () => naive.EvaluationLoss(inputs, [.. waves.Labels], ones));

        double expected = hessian.Evd(Symmetricity.Symmetric).EigenValues.Enumerate().Max(value => value.Real);
        Assert.Equal(expected, Measure(network, weights, waves, kind).Sharpness!.Value, 0.01 * expected);
    }

    [Theory]
    [MemberData(nameof(TestEngines.All), MemberType = typeof(TestEngines))]
    public void Measure_AnyNetwork_LeavesTheWeights(NeuralEngine kind)
    {
        NetworkDescription network = Tiny(new MlpOptions { HiddenUnits = [4], BatchNormalization = true });
        NamedWeights weights = InitialWeights.Draw(network, Samples.Seeds());
        using INeuralNetwork engine = Engine(network, weights, kind);
        LossLandscape.Measure(engine, network, Waves(), Samples.Seeds(), TestContext.Current.CancellationToken);

        Assert.All(weights.Arrays, array => Assert.Equal(array.Values, engine.GetWeights()[array.Name].Values));
    }

    [Theory]
    [MemberData(nameof(TestEngines.All), MemberType = typeof(TestEngines))]
    public void Measure_SamplesInOppositePairs_HasNoNoiseScale(NeuralEngine kind)
    {
        // With weights 0 the gradients of the same point under either label cancel: the mean gradient is 0, all is noise.
        NetworkDescription network = NetworkDesign.Describe(new MlpOptions { Layers = [] }, Samples.Table(3), 2).Network!;
        NamedWeights drawn = InitialWeights.Draw(network, Samples.Seeds());
        NamedWeights zeros = new([.. drawn.Arrays.Select(array => array with { Values = new float[array.Values.Length] })]);
        ArraySamples pairs = new("train", [.. Enumerable.Range(0, 60).Select(index => (float)Math.Sin(index % 30))], [.. Enumerable.Range(0, 20).Select(row => row / 10)]);
        LandscapeMeasurement measured = Measure(network, zeros, pairs, kind);

        Assert.Null(measured.NoiseScale);
        Assert.True(measured.Sharpness > 0);
    }

    [Fact]
    public void Measure_MoreThanAThousandRows_ComparesBatchesOfTheSample()
    {
        // By the definition, from single gradients in loops: the same 1,000 rows, tr(Sigma) and |G|^2 without bias. Batches of ten estimate the same quotient.
        ArraySamples train = Samples.Blobs("train", 1500, 3, 3, 4);
        NetworkDescription network = Tiny(new MlpOptions { HiddenUnits = [4], Activation = Activation.Tanh });
        NamedWeights weights = TinyWeights(network);
        using INeuralNetwork engine = Engine(network, weights);
        MeanGradient gradient = new(engine, network, train, TestContext.Current.CancellationToken);
        int[] rows = EpochMeasurement.SampleRows(train, Samples.Seeds(), 1000);
        double[][] singles = [.. rows.Select(row => gradient.Over([row]))];
        double[] mean = [.. Enumerable.Range(0, gradient.Count).Select(index => singles.Average(one => one[index]))];
        double trace = singles.Sum(one => one.Zip(mean, (a, b) => (a - b) * (a - b)).Sum()) / 999;
        double square = mean.Sum(value => value * value) - (trace / 1000);

        Assert.Equal(1000, rows.Distinct().Count());
        Assert.Equal(trace / square, Measure(network, weights, train).NoiseScale!.Value, 0.3 * trace / square);
    }

    private static Matrix<double> Hessian(double[][] arrays, Func<double> loss)
    {
        const double step = 1e-4;
        (double[] Array, int Index)[] places = [.. arrays.SelectMany(array => array.Select((_, index) => (array, index)))];
        double At(int one, double first, int other, double second)
        {
            places[one].Array[places[one].Index] += first;
            places[other].Array[places[other].Index] += second;
            double value = loss();
            places[one].Array[places[one].Index] -= first;
            places[other].Array[places[other].Index] -= second;
            return value;
        }

        return Matrix<double>.Build.Dense(places.Length, places.Length, (one, other) =>
            (At(one, step, other, step) - At(one, step, other, -step) - At(one, -step, other, step) + At(one, -step, other, -step)) / (4 * step * step));
    }

    private static LandscapeMeasurement Measure(NetworkDescription network, NamedWeights weights, ArraySamples train, NeuralEngine kind = NeuralEngine.Torch)
    {
        using INeuralNetwork engine = Engine(network, weights, kind);
        return LossLandscape.Measure(engine, network, train, Samples.Seeds(), TestContext.Current.CancellationToken);
    }

    private static INeuralNetwork Engine(NetworkDescription network, NamedWeights weights, NeuralEngine kind = NeuralEngine.Torch) =>
        TestEngines.Of(kind).Build(network, weights, new TrainingRule(new SgdOptions(), null, 1));

    private static NetworkDescription Tiny(MlpOptions options) => NetworkDesign.Describe(options, Samples.Table(3), 3).Network!;

    /// <summary>Closed forms that the reference computes alike, over the flat index i of each array.</summary>
    private static NamedWeights TinyWeights(NetworkDescription network) => new([.. InitialWeights.Draw(network, Samples.Seeds()).Arrays.Select(
        (array, place) => array with { Values = [.. array.Values.Select((_, i) => (float)Closed(place, i))] })]);

    private static double Closed(int place, int i) => place switch
    {
        0 => Math.Sin((i * 1.7) + 0.3),
        1 => 0.1 * Math.Cos(i),
        2 => Math.Cos(i * 0.9) * 1.2,
        _ => 0.1 * Math.Sin(i + 1),
    };

    private static ArraySamples Waves() => new(
        "train",
        [.. Enumerable.Range(0, Count * 3).Select(index => (float)(Math.Sin(index * 0.37) * 1.5))],
        [.. Enumerable.Range(0, Count).Select(row => row % 5 < 3 ? 0 : row % 3)]);
}
