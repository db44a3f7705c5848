using MlPipelines.Configuration;
using MlPipelines.Trainers;

namespace MlPipelines.Tests.Trainers;

/// <summary>
/// A network in plain loops over doubles, written from the definitions of the layers: what engines are compared with. Values are (height, width, channels),
/// the channels varying fastest.
/// </summary>
internal sealed class NaiveNetwork
{
    private readonly NetworkDescription _network;

    public NaiveNetwork(NetworkDescription network, NamedWeights weights)
    {
        _network = network;
        Weights = weights.Arrays.ToDictionary(array => array.Name, array => array.Values.Select(value => (double)value).ToArray());
    }

    public Dictionary<string, double[]> Weights { get; }

    /// <summary>The batch's mean and variance (divisor n) of each batch normalisation in the last pass in training mode.</summary>
    public Dictionary<string, (double[] Mean, double[] Variance)> Statistics { get; } = [];

    /// <summary>What each layer gave in the last pass, by name; the last layer before softmax or sigmoid.</summary>
    public Dictionary<string, double[][]> LayerOutputs { get; } = [];

    /// <summary>Probabilities (samples, classes).</summary>
    public double[][] Probabilities(double[][] inputs, bool training, IReadOnlyList<float[]> masks) => [.. Outputs(inputs, training, masks).Select(
        output => _network.Output == OutputKind.Softmax ? Softmax(output) : [1 - Sigmoid(output[0]), Sigmoid(output[0])])];

    /// <summary>Mean of weight x log loss in evaluation mode, without penalties.</summary>
    public double EvaluationLoss(double[][] inputs, int[] labels, float[] weights)
    {
        double[][] probabilities = Probabilities(inputs, false, []);
        return labels.Select((label, sample) => -weights[sample] * Math.Log(probabilities[sample][label])).Sum() / labels.Length;
    }

    /// <summary>Mean of weight x log loss, plus the penalties.</summary>
    public double Loss(double[][] inputs, int[] labels, float[] weights, IReadOnlyList<float[]> masks)
    {
        double[][] probabilities = Probabilities(inputs, true, masks);
        double loss = labels.Select((label, sample) => -weights[sample] * Math.Log(probabilities[sample][label])).Sum() / labels.Length;
        return loss + _network.Layers.Where(layer => layer.L2 > 0)
            .Sum(layer => layer.L2 * Weights[$"{layer.Name}/kernel"].Sum(value => value * value));
    }

    /// <summary>(samples, outputs): what the last layer gives before softmax or sigmoid, in evaluation mode, from what a layer gives; of layer -1 the inputs.</summary>
    public double[][] OutputsAfter(int layer, double[][] given) => Outputs(given, false, [], layer + 1);

    private double[][] Outputs(double[][] inputs, bool training, IReadOnlyList<float[]> masks, int first = 0)
    {
        double[][] values = inputs;
        int mask = 0;
        foreach (LayerDescription layer in _network.Layers.Skip(first))
        {
            bool isOutput = layer == _network.Layers[^1];
            values = layer.Options switch
            {
                Conv2DOptions options => Each(values, value => Activate(options.Activation, Convolve(layer, options, value), options.Filters)),
                MaxPool2DOptions => Each(values, value => Pool(layer, value, window => window.Max())),
                AveragePool2DOptions => Each(values, value => Pool(layer, value, window => window.Average())),
                GlobalAveragePoolOptions => Each(values, value => GlobalAverage(layer, value)),
                BatchNormOptions options => Normalise(layer, options, values, training),
                DropoutOptions { Rate: > 0 } when training => Drop(values, masks[mask++]),
                DenseOptions options => Each(
                    values, value => Activate(isOutput ? Activation.Linear : options.Activation, Multiply(layer, options, value), options.Units)),
                ActivationLayerOptions options => Each(values, value => Activate(options.Function, value, layer.Input.Channels)),
                FlattenOptions or DropoutOptions => values,
                _ => throw new NotSupportedException(layer.Name),
            };
            LayerOutputs[layer.Name] = values;
        }

        return values;
    }

    private static double[][] Each(double[][] samples, Func<double[], double[]> layer) => [.. samples.Select(layer)];

    private double[] Convolve(LayerDescription layer, Conv2DOptions options, double[] input)
    {
        double[] kernel = Weights[$"{layer.Name}/kernel"];
        (int height, int width, int channels, int filters) = (layer.Input.Height, layer.Input.Width, layer.Input.Channels, options.Filters);
        (int top, int left) = Padding(options.Padding, layer, options.KernelSize, options.Strides);
        double[] output = new double[layer.Output.Size];
        for (int y = 0; y < layer.Output.Height; y++)
        {
            for (int x = 0; x < layer.Output.Width; x++)
            {
                for (int filter = 0; filter < filters; filter++)
                {
                    double sum = options.UseBias ? Weights[$"{layer.Name}/bias"][filter] : 0;
                    for (int dy = 0; dy < options.KernelSize; dy++)
                    {
                        for (int dx = 0; dx < options.KernelSize; dx++)
                        {
                            (int row, int column) = ((y * options.Strides) + dy - top, (x * options.Strides) + dx - left);
                            if (row < 0 || row >= height || column < 0 || column >= width)
                            {
                                continue;
                            }

                            for (int channel = 0; channel < channels; channel++)
                            {
                                sum += input[(((row * width) + column) * channels) + channel]
                                    * kernel[(((((dy * options.KernelSize) + dx) * channels) + channel) * filters) + filter];
                            }
                        }
                    }

                    output[(((y * layer.Output.Width) + x) * filters) + filter] = sum;
                }
            }
        }

        return output;
    }

    private static double[] Pool(LayerDescription layer, double[] input, Func<IEnumerable<double>, double> reduce)
    {
        (int size, int strides, Padding padding) = layer.Options switch
        {
            MaxPool2DOptions options => (options.PoolSize, options.Strides ?? options.PoolSize, options.Padding),
            AveragePool2DOptions options => (options.PoolSize, options.Strides ?? options.PoolSize, options.Padding),
            _ => throw new NotSupportedException(layer.Name),
        };
        (int top, int left) = Padding(padding, layer, size, strides);
        int channels = layer.Input.Channels;
        double[] output = new double[layer.Output.Size];
        for (int index = 0; index < output.Length; index++)
        {
            (int position, int channel) = (index / channels, index % channels);
            (int y, int x) = (position / layer.Output.Width, position % layer.Output.Width);
            IEnumerable<int> rows = Enumerable.Range((y * strides) - top, size).Where(row => row >= 0 && row < layer.Input.Height);
            int[] columns = [.. Enumerable.Range((x * strides) - left, size).Where(column => column >= 0 && column < layer.Input.Width)];
            output[index] = reduce(rows.SelectMany(row => columns.Select(column => input[(((row * layer.Input.Width) + column) * channels) + channel])));
        }

        return output;
    }

    /// <summary>TensorFlow's rule, written down anew: as many windows as ceil(size / strides), the smaller half of the padding first.</summary>
    private static (int Top, int Left) Padding(Padding padding, LayerDescription layer, int window, int strides)
    {
        int Before(int size)
        {
            int remainder = size % strides == 0 ? strides : size % strides;
            return Math.Max(window - remainder, 0) / 2;
        }

        return padding == MlPipelines.Configuration.Padding.Valid ? (0, 0) : (Before(layer.Input.Height), Before(layer.Input.Width));
    }

    private static double[] GlobalAverage(LayerDescription layer, double[] input) => [.. Enumerable.Range(0, layer.Input.Channels).Select(
        channel => input.Where((_, index) => index % layer.Input.Channels == channel).Average())];

    private double[][] Normalise(LayerDescription layer, BatchNormOptions options, double[][] values, bool training)
    {
        int channels = layer.Input.Channels;
        double[] mean = Weights[$"{layer.Name}/movingMean"];
        double[] variance = Weights[$"{layer.Name}/movingVariance"];
        if (training)
        {
            double[][] perChannel = [.. Enumerable.Range(0, channels).Select(
                channel => values.SelectMany(value => value.Where((_, index) => index % channels == channel)).ToArray())];
            mean = [.. perChannel.Select(column => column.Average())];
            variance = [.. perChannel.Select((column, channel) => column.Average(value => Math.Pow(value - mean[channel], 2)))];
            Statistics[layer.Name] = (mean, variance);
        }

        double[] gamma = Weights[$"{layer.Name}/gamma"];
        double[] beta = Weights[$"{layer.Name}/beta"];
        return Each(values, value => [.. value.Select((number, index) =>
            (gamma[index % channels] * (number - mean[index % channels]) / Math.Sqrt(variance[index % channels] + options.Epsilon)) + beta[index % channels])]);
    }

    private static double[][] Drop(double[][] values, float[] mask) =>
        [.. values.Select((value, sample) => value.Select((number, index) => number * mask[(sample * value.Length) + index]).ToArray())];

    private double[] Multiply(LayerDescription layer, DenseOptions options, double[] input)
    {
        double[] kernel = Weights[$"{layer.Name}/kernel"];
        return [.. Enumerable.Range(0, options.Units).Select(unit =>
            (options.UseBias ? Weights[$"{layer.Name}/bias"][unit] : 0) + input.Select((value, index) => value * kernel[(index * options.Units) + unit]).Sum())];
    }

    private static double[] Activate(Activation function, double[] values, int channels) => function == Activation.Softmax
        ? [.. values.Chunk(channels).SelectMany(Softmax)]
        : [.. values.Select(x => function switch
        {
            Activation.Linear => x,
            Activation.Relu => Math.Max(x, 0),
            Activation.LeakyRelu => x >= 0 ? x : 0.3 * x,
            Activation.Elu => x >= 0 ? x : Math.Exp(x) - 1,
            Activation.Gelu => x * MathNet.Numerics.Distributions.Normal.CDF(0, 1, x),
            Activation.Tanh => Math.Tanh(x),
            Activation.Sigmoid => Sigmoid(x),
            _ => throw new NotSupportedException($"{function}"),
        })];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Softmax(double[] values)
    {
        double sum = values.Sum(Math.Exp);
        return [.. values.Select(value => Math.Exp(value) / sum)];
    }
}
