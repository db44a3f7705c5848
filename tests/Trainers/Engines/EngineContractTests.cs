using MlPipelines.Bench;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>What every engine must do with every layer, against loops over doubles and finite differences.</summary>
public abstract class EngineContractTests
{
    private const int Batch = 5;

    public static TheoryData<string> CaseNames =>
        [.. EngineCases.Names];

    /// <summary>The engine under test.</summary>
    protected abstract NeuralEngine Kind { get; }

    [Fact]
    public void Cases_Together_CoverEveryKindOfLayer() => Assert.Equal(
        LayerKinds.All.Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
        EngineCases.Names.SelectMany(name => EngineCases.Describe(name).Layers).Select(layer => layer.Options.GetType()).Distinct()
            .Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void TrainStep_EveryLayer_OutputsAndGradientsAreThoseOfTheDefinition(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);

        // One step of plain gradient descent with rate 1: the weights fall by the gradient.
        StepResult result = engine.TrainStep(batch, 1);
        NamedWeights after = engine.GetWeights();

        NaiveNetwork naive = new(network, weights);
        double[][] inputs = Inputs(network, batch);
        double[][] probabilities = naive.Probabilities(inputs, true, batch.DropoutMasks);
        for (int sample = 0; sample < Batch; sample++)
        {
            Assert.Equal(-Math.Log(probabilities[sample][batch.Labels[sample]]), result.Losses[sample], 2e-5);
            for (int label = 0; label < network.Classes; label++)
            {
                Assert.Equal(probabilities[sample][label], result.Probabilities[(sample * network.Classes) + label], 1e-5);
            }
        }

        foreach (WeightDescription weight in network.Weights.Where(weight => weight.IsTrained))
        {
            AssertGradient(naive, weight, inputs, batch, weights[weight.Name].Values, after[weight.Name].Values);
        }

        AssertNorms(network, result, weights, after);
        AssertStatistics(network, naive, inputs, batch, weights, after);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Predict_EveryLayer_IsTheDefinitionInEvaluationMode(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        float[] predicted = new float[Batch * network.Classes];
        engine.Predict(batch.Inputs, Batch, predicted);

        double[] expected = [.. new NaiveNetwork(network, weights).Probabilities(Inputs(network, batch), false, []).SelectMany(row => row)];
        Assert.All(predicted.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Observe_EveryLayer_GivesFeaturesAndGreatestOutputsOfTheDefinition(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        LayerObservation observation = new(network, Batch) { Count = Batch - 2 };
        engine.Observe(batch.Inputs, Batch, observation);

        NaiveNetwork naive = new(network, weights);
        double[][] inputs = Inputs(network, batch);
        naive.Probabilities(inputs, false, []);
        double[][] features = network.Layers.Count == 1 ? inputs : naive.LayerOutputs[network.Layers[^2].Name];
        Assert.All(observation.Features.Zip(features.SelectMany(row => row)), pair => Assert.Equal(pair.Second, pair.First, 2e-5));
        for (int index = 0; index < network.Layers.Count; index++)
        {
            LayerDescription layer = network.Layers[index];
            Activation? function = layer.Options switch
            {
                Conv2DOptions options => options.Activation,
                DenseOptions options => options.Activation,
                ActivationLayerOptions options => options.Function,
                _ => null,
            };
            Assert.Equal(function == Activation.Relu && index < network.Layers.Count - 1, observation.Greatest[index] is not null);
            for (int unit = 0; unit < (observation.Greatest[index]?.Length ?? 0); unit++)
            {
                double expected = naive.LayerOutputs[layer.Name].Take(Batch - 2).Max(row => row.Where((_, value) => value % layer.Output.Channels == unit).Max());
                Assert.Equal(expected, observation.Greatest[index]![unit], 2e-5);
            }
        }
    }

    [Fact]
    public void Observe_OtherLayersThanBefore_GivesThoseThatAreAskedFor()
    {
        NetworkDescription network = NetworkDesign.Describe(Dense(Activation.Relu, Activation.Relu), Samples.Table(6), 3).Network!;
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        LayerObservation both = Observed(Activation.Relu, Activation.Relu);

        LayerObservation second = Observed(Activation.Tanh, Activation.Relu);
        LayerObservation first = Observed(Activation.Relu, Activation.Tanh);

        Assert.Equal([true, false], first.Greatest.Take(2).Select(values => values is not null));
        Assert.Equal(both.Greatest[0], first.Greatest[0]);
        Assert.Equal(both.Greatest[1], second.Greatest[1]);
        Assert.All([first, second], observation => Assert.Equal(both.Features, observation.Features));

        // What is looked at follows from the description that the observation was made for.
        LayerObservation Observed(params Activation[] functions)
        {
            LayerObservation observation = new(NetworkDesign.Describe(Dense(functions), Samples.Table(6), 3).Network!, Batch) { Count = Batch };
            engine.Observe(batch.Inputs, Batch, observation);
            return observation;
        }

        static MlpOptions Dense(params Activation[] functions) => new() { Layers = [.. functions.Select((function, layer) => new DenseOptions { Units = 4 + layer, Activation = function })] };
    }

    [Theory]
    [InlineData("batch norm on images")]
    [InlineData("dropout on images")]
    public void PredictInTrainingMode_AsTheStepSaw_ChangesNothing(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        float[] predicted = new float[Batch * network.Classes];
        engine.PredictInTrainingMode(batch, predicted);

        AssertSame(weights, engine.GetWeights());
        Assert.Equal(predicted, engine.TrainStep(batch, 1).Probabilities);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Gradient_EveryLayer_IsThatOfTheLossInEvaluationMode(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        NamedWeights gradient = engine.Gradient(batch);
        using INeuralNetwork fresh = Engine(network, weights);

        Assert.Equal(network.Weights.Where(weight => weight.IsTrained).Select(weight => weight.Name), gradient.Arrays.Select(array => array.Name));
        AssertSame(weights, engine.GetWeights());
        NaiveNetwork naive = new(network, weights);
        double[][] inputs = Inputs(network, batch);
        foreach (NamedArray array in gradient.Arrays)
        {
            AssertDerivatives(
                naive.Weights[array.Name], () => naive.EvaluationLoss(inputs, batch.Labels, batch.Weights), index => array.Values[index], array.Name);
        }

        // A later step does not notice.
        engine.TrainStep(batch, 0.1);
        fresh.TrainStep(batch, 0.1);
        AssertSame(fresh.GetWeights(), engine.GetWeights());
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void HessianProduct_EveryLayer_IsTheChangeOfTheGradientAlongTheDirection(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        CounterRandom draws = new(8, 0, RandomStream.Init);
        List<NamedArray> arrays = [];
        foreach (WeightDescription weight in network.Weights.Where(weight => weight.IsTrained))
        {
            float[] values = new float[weight.Size];
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = (float)draws.NextNormal();
            }

            arrays.Add(new NamedArray(weight.Name, weight.Shape, values));
        }

        NamedWeights direction = new(arrays);
        using INeuralNetwork engine = Engine(network, weights);
        float[] product = [.. engine.HessianProduct(batch, direction).Arrays.SelectMany(array => array.Values)];
        AssertSame(weights, engine.GetWeights());

        // A bend of relu or of a maximum on one side of the weights spoils the differences that reach to that side; those to the other side are right.
        const float step = 5e-4f;
        float[] at = GradientAt(network, weights, direction, 0, batch);
        float[] above = GradientAt(network, weights, direction, step, batch);
        float[] below = GradientAt(network, weights, direction, -step, batch);
        double[] errors = [Error(above, below, 2 * step, product), Error(above, at, step, product), Error(at, below, step, product)];
        Assert.True(product.Max(Math.Abs) > 1e-3);
        Assert.True(errors.Min() < 0.02, string.Join(", ", errors));
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void OutputGradient_EveryLayer_IsThatOfFiniteDifferences(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork engine = Engine(network, weights);
        NaiveNetwork naive = new(network, weights);
        double[][] inputs = Inputs(network, batch);
        naive.Probabilities(inputs, false, []);

        // Copies, because every further pass writes the outputs anew.
        double[][][] outputsOf = [.. network.Layers.Select(layer => (double[][])[.. naive.LayerOutputs[layer.Name].Select(values => values.ToArray())])];
        int[] classes = [.. Enumerable.Range(0, Batch).Select(sample => (sample + 1) % network.Classes)];
        for (int layer = -1; layer < network.Layers.Count - 1; layer++)
        {
            double[][] given = layer < 0 ? inputs : outputsOf[layer];
            int size = given[0].Length;
            float[] outputs = new float[Batch * size];
            float[] gradients = new float[Batch * size];
            engine.OutputGradient(batch.Inputs, classes, layer, outputs, gradients);

            double Score(int sample)
            {
                double[] scores = naive.OutputsAfter(layer, [given[sample]])[0];
                return network.Output == OutputKind.Softmax ? scores[classes[sample]] : scores[0] * (classes[sample] == 1 ? 1 : -1);
            }

            for (int sample = 0; sample < Batch; sample++)
            {
                Assert.All(given[sample].Zip(outputs.Skip(sample * size)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
                double[] values = given[sample];
                for (int index = sample; index < size; index += Math.Max(1, size / 7))
                {
                    // Where a relu before the layer gave 0 exactly, the one behind it bends there: a difference to both sides says nothing.
                    if (values[index] != 0)
                    {
                        AssertDerivative(values, index, () => Score(sample), gradients[(sample * size) + index], $"layer {layer}, sample {sample}");
                    }
                }
            }
        }

        AssertSame(weights, engine.GetWeights());
    }

    [Fact]
    public void TrainStep_WeightTwo_CountsAsTwoSamples()
    {
        NetworkDescription network = EngineCases.Describe("dense, L2") with { };
        NetworkDescription plain = NetworkDesign.Describe(new MlpOptions { HiddenUnits = [5], Activation = Activation.Tanh }, Samples.Table(6), 4).Network!;
        Assert.Equal(network.Classes, plain.Classes);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(plain, Samples.Seeds()));
        TrainingBatch weighted = EngineCases.Batch(plain, Batch);
        Array.Fill(weighted.Weights, 1);
        weighted.Weights[Batch - 1] = 2;
        TrainingBatch repeated = new(plain, Batch + 1) { Count = Batch + 1 };
        weighted.Inputs.CopyTo(repeated.Inputs, 0);
        weighted.Inputs.AsSpan((Batch - 1) * 6, 6).CopyTo(repeated.Inputs.AsSpan(Batch * 6));
        weighted.Labels.CopyTo(repeated.Labels, 0);
        repeated.Labels[Batch] = weighted.Labels[Batch - 1];
        Array.Fill(repeated.Weights, 1);
        using INeuralNetwork one = Engine(plain, weights);
        using INeuralNetwork other = Engine(plain, weights);

        // The loss is a mean over the samples of the batch, whatever their weights: the rates differ by the batch sizes.
        one.TrainStep(weighted, 0.5);
        other.TrainStep(repeated, 0.5 * (Batch + 1) / Batch);

        foreach (NamedArray array in one.GetWeights().Arrays)
        {
            Assert.All(array.Values.Zip(other.GetWeights()[array.Name].Values), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Fact]
    public void TrainStep_ClipNorm_ScalesTheWholeGradient()
    {
        NetworkDescription network = EngineCases.Describe("dense, L2");
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, Batch);
        using INeuralNetwork free = Engine(network, weights);
        using INeuralNetwork clipped = Engine(network, weights, new TrainingRule(new SgdOptions(), 0.1, 1));
        using INeuralNetwork unclipped = Engine(network, weights, new TrainingRule(new SgdOptions(), 1e6, 1));

        double norm = free.TrainStep(batch, 1).GradientNorm;
        Assert.True(norm > 0.1);
        Assert.Equal(norm, clipped.TrainStep(batch, 1).GradientNorm);
        unclipped.TrainStep(batch, 1);

        AssertSame(free.GetWeights(), unclipped.GetWeights());
        Assert.Equal(0.1, Distance(weights, clipped.GetWeights()), 1e-5);
    }

    [Fact]
    public void TrainStep_ExtremeOutputs_LossStaysFinite()
    {
        NetworkDescription network = NetworkDesign.Describe(new MlpOptions { Layers = [] }, Samples.Table(6), 5).Network!;
        NamedWeights weights = InitialWeights.Draw(network, Samples.Seeds());
        NamedWeights large = new([.. weights.Arrays.Select(array => array with { Values = [.. array.Values.Select(value => value * 1e4f)] })]);
        using INeuralNetwork engine = Engine(network, large);
        StepResult result = engine.TrainStep(EngineCases.Batch(network, Batch), 1e-3);

        Assert.All(result.Losses, loss => Assert.True(float.IsFinite(loss)));
        Assert.Contains(result.Losses, loss => loss > 1000);
    }

    [Fact]
    public void SetWeights_AfterGet_RoundTripsEveryLayout()
    {
        foreach (string name in EngineCases.Names)
        {
            NetworkDescription network = EngineCases.Describe(name);
            NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
            using INeuralNetwork engine = Engine(network, weights);
            AssertSame(weights, engine.GetWeights());
        }
    }

    /// <summary>The greatest difference between a difference quotient and the product, as a share of the product's greatest number.</summary>
    private static double Error(float[] above, float[] below, double step, float[] product)
    {
        double largest = product.Max(Math.Abs);
        return above.Select((value, index) => Math.Abs((((double)value - below[index]) / step) - product[index])).Max() / largest;
    }

    private float[] GradientAt(NetworkDescription network, NamedWeights weights, NamedWeights direction, float step, TrainingBatch batch)
    {
        Dictionary<string, float[]> moves = direction.Arrays.ToDictionary(array => array.Name, array => array.Values);
        NamedWeights moved = new([.. weights.Arrays.Select(array => moves.TryGetValue(array.Name, out float[]? move)
            ? array with { Values = [.. array.Values.Zip(move, (value, by) => value + (step * by))] }
            : array)]);
        using INeuralNetwork engine = Engine(network, moved);
        return [.. engine.Gradient(batch).Arrays.SelectMany(array => array.Values)];
    }

    private static void AssertGradient(
        NaiveNetwork naive, WeightDescription weight, double[][] inputs, TrainingBatch batch, float[] before, float[] after)
    {
        double Loss() => naive.Loss(inputs, batch.Labels, batch.Weights, batch.DropoutMasks);
        AssertDerivatives(naive.Weights[weight.Name], Loss, index => (double)before[index] - after[index], weight.Name);
    }

    private static void AssertDerivatives(double[] values, Func<double> loss, Func<int, double> derivative, string name)
    {
        int stride = Math.Max(1, values.Length / 9);
        for (int index = 0; index < values.Length; index += stride)
        {
            AssertDerivative(values, index, loss, derivative(index), name);
        }
    }

    private static void AssertDerivative(double[] values, int index, Func<double> function, double received, string name)
    {
        const double step = 1e-5;
        double original = values[index];
        values[index] = original + step;
        double above = function();
        values[index] = original - step;
        double below = function();
        values[index] = original;
        double expected = (above - below) / (2 * step);
        Assert.True(
            Math.Abs(expected - received) <= 1e-5 + (1e-3 * Math.Abs(expected)), $"{name}[{index}]: expected {expected}, received {received}");
    }

    private static void AssertNorms(NetworkDescription network, StepResult result, NamedWeights before, NamedWeights after)
    {
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            double squares = network.Layers[layer].Weights.Where(weight => weight.IsTrained)
                .Sum(weight => before[weight.Name].Values.Zip(after[weight.Name].Values, (a, b) => Math.Pow((double)a - b, 2)).Sum());
            Assert.Equal(Math.Sqrt(squares), result.LayerGradientNorms[layer], 2e-5);
        }

        Assert.Equal(Math.Sqrt(result.LayerGradientNorms.Sum(norm => norm * norm)), result.GradientNorm, 1e-6);
    }

    private static void AssertStatistics(
        NetworkDescription network, NaiveNetwork naive, double[][] inputs, TrainingBatch batch, NamedWeights before, NamedWeights after)
    {
        naive.Probabilities(inputs, true, batch.DropoutMasks);
        foreach (LayerDescription layer in network.Layers.Where(layer => layer.Options is BatchNormOptions))
        {
            double momentum = ((BatchNormOptions)layer.Options).Momentum;
            (double[] mean, double[] variance) = naive.Statistics[layer.Name];
            for (int channel = 0; channel < mean.Length; channel++)
            {
                double Expected(string name, double batchValue) =>
                    (momentum * before[$"{layer.Name}/{name}"].Values[channel]) + ((1 - momentum) * batchValue);
                Assert.Equal(Expected("movingMean", mean[channel]), after[$"{layer.Name}/movingMean"].Values[channel], 1e-6);
                Assert.Equal(Expected("movingVariance", variance[channel]), after[$"{layer.Name}/movingVariance"].Values[channel], 1e-6);
            }
        }
    }

    private static void AssertSame(NamedWeights expected, NamedWeights received)
    {
        Assert.Equal(expected.Arrays.Select(array => array.Name), received.Arrays.Select(array => array.Name));
        Assert.All(expected.Arrays, array => Assert.Equal(array.Values, received[array.Name].Values));
    }

    private static double Distance(NamedWeights one, NamedWeights other) => Math.Sqrt(one.Arrays.Sum(
        array => array.Values.Zip(other[array.Name].Values, (a, b) => Math.Pow((double)a - b, 2)).Sum()));

    private INeuralNetwork Engine(NetworkDescription network, NamedWeights weights) => Engine(network, weights, new TrainingRule(new SgdOptions(), null, 1));

    private INeuralNetwork Engine(NetworkDescription network, NamedWeights weights, TrainingRule rule) => TestEngines.Of(Kind).Build(network, weights, rule);

    internal static double[][] Inputs(NetworkDescription network, TrainingBatch batch) =>
        [.. batch.Inputs.Select(value => (double)value).Chunk((int)network.Input.Size)];
}
