using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// From a network's options to a description in which every shape fits, with Keras' shape rules, or to everything that is wrong with it. Stricter than Keras
/// in one place: a dense layer on an image is refused, because Keras would apply it to each position, which is hardly ever meant.
/// </summary>
internal sealed class NetworkDesign
{
    private readonly NetworkOptions _network;
    private readonly SampleShape _sample;
    private readonly int _classes;
    private readonly List<LayerDescription> _layers = [];
    private readonly List<Problem> _problems = [];
    private LayerShape _shape;

    private NetworkDesign(NetworkOptions network, SampleShape sample, int classes)
    {
        (_network, _sample, _classes) = (network, sample, classes);
        _shape = new LayerShape(sample.Height, sample.Width, sample.Channels, !sample.IsImage);
    }

    /// <summary>Describes a network for samples of a shape.</summary>
    /// <returns>The description, or null and what is wrong.</returns>
    public static (NetworkDescription? Network, IReadOnlyList<Problem> Problems) Describe(NetworkOptions network, SampleShape sample, int classes)
    {
        NetworkDesign design = new(network, sample, classes);
        NetworkDescription? description = design.Build();
        return (design._problems.Count == 0 ? description : null, design._problems);
    }

    /// <summary>Describes a network again of which input, layers and output were saved: every shape is derived, none is believed.</summary>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="output">What the last layer's outputs mean.</param>
    /// <param name="layers">The layers with their names, the output layer included.</param>
    /// <returns>The description, or null and what is wrong.</returns>
    public static (NetworkDescription? Network, IReadOnlyList<Problem> Problems) Describe(
        LayerShape input, int classes, OutputKind output, IReadOnlyList<(string Name, LayerOptions Options)> layers)
    {
        NetworkDesign design = new(new MlpOptions(), new SampleShape(input.Height, input.Width, input.Channels, !input.IsFlat), classes);
        bool isWhole = layers.All(layer => design.Add(layer.Name, layer.Options));
        int units = output == OutputKind.Sigmoid ? 1 : classes;
        if (isWhole && (layers.Count == 0 || layers[^1].Options is not DenseOptions dense || dense.Units != units || (output == OutputKind.Sigmoid && classes != 2)))
        {
            design._problems.Add(new Problem("model", $"a dense layer of {Number(units)} units at the end", "another layer"));
        }

        return design._problems.Count > 0
            ? (null, design._problems)
            : (new NetworkDescription { Input = input, Classes = classes, Output = output, Layers = design._layers }, []);
    }

    private NetworkDescription? Build()
    {
        LayerShape input = _shape;
        CheckForm();
        if (_problems.Count > 0)
        {
            return null;
        }

        IReadOnlyList<LayerOptions> options = NetworkPresets.Expand(_network);
        if (_network is MlpOptions && !_shape.IsFlat && options is not [FlattenOptions, ..])
        {
            Add("input flatten", new FlattenOptions());
        }

        for (int index = 0; index < options.Count; index++)
        {
            if (!Add(NameOf(index, options[index]), options[index]))
            {
                // What follows depends on the shape that this layer would have had: reporting it would be guessing.
                return null;
            }
        }

        OutputKind output = AddOutput(options);
        return _problems.Count > 0 ? null : new NetworkDescription { Input = input, Classes = _classes, Output = output, Layers = _layers };
    }

    private void CheckForm()
    {
        if (_network is CnnOptions && !_sample.IsImage)
        {
            _problems.Add(new Problem("model", "images for a cnn", $"rows of {_sample.Channels} features", "Use \"type\": \"mlp\" for tables."));
        }

        if (_classes < 2)
        {
            _problems.Add(new Problem("model", "at least 2 classes", Number(_classes)));
        }

        if (_network.Layers is not null)
        {
            RefuseShortForm("dropout", _network.Dropout != 0);
            RefuseShortForm("l2", _network.L2 != 0);
            RefuseShortForm("preset", _network is CnnOptions { Preset: not CnnPreset.Small });
            RefuseShortForm("filters", _network is CnnOptions { Filters: not null });
            RefuseShortForm("denseUnits", _network is CnnOptions cnn && cnn.DenseUnits != new CnnOptions().DenseUnits);
            RefuseShortForm("batchNormalization", _network.BatchNormalization);
            RefuseShortForm("activation", _network is MlpOptions { Activation: not Activation.Relu });
            RefuseShortForm("hiddenUnits", _network is MlpOptions mlp && !mlp.HiddenUnits.SequenceEqual(new MlpOptions().HiddenUnits));
        }
        else if (_network is CnnOptions { Filters: { } filters } convolutions)
        {
            CheckFilters(filters, convolutions);
        }
    }

    /// <summary>Every pooling of the short form halves height and width, rounded down.</summary>
    private void CheckFilters(IReadOnlyList<int> filters, CnnOptions network)
    {
        const string where = "model.filters";
        int most = int.Log2(Math.Max(1, Math.Min(_sample.Height, _sample.Width)));
        if (network.Preset != CnnPreset.Small)
        {
            _problems.Add(new Problem(where, "filters or a preset", "both", "Remove one of them."));
        }

        if (filters.Count == 0)
        {
            _problems.Add(new Problem(where, "at least one number of filters", "an empty list", "Remove it to use the preset."));
        }
        else if (_sample.IsImage && filters.Count > most)
        {
            _problems.Add(new Problem(
                where, $"at most {Number(most)} numbers for images of {Number(_sample.Height)} x {Number(_sample.Width)} pixels, because a 2x2 pooling follows each",
                $"{Number(filters.Count)} numbers", "Use fewer of them, or larger images (pipeline.width and pipeline.height)."));
        }
    }

    private void RefuseShortForm(string member, bool isSet)
    {
        if (isSet)
        {
            _problems.Add(new Problem(
                $"model.{member}", "layers or the short form", "both", $"Remove {member} and say it in the layers, or remove layers."));
        }
    }

    private bool Add(string name, LayerOptions options)
    {
        LayerDescription? layer = options switch
        {
            Conv2DOptions convolution => Convolution(name, convolution),
            MaxPool2DOptions pool => Pool(name, pool, pool.PoolSize, pool.Strides ?? pool.PoolSize, pool.Padding),
            AveragePool2DOptions pool => Pool(name, pool, pool.PoolSize, pool.Strides ?? pool.PoolSize, pool.Padding),
            GlobalAveragePoolOptions => NeedsImage(name) ? Layer(name, options, LayerShape.Flat(_shape.Channels)) : null,
            FlattenOptions => Flatten(name, options),
            DenseOptions dense => Dense(name, dense),
            BatchNormOptions => Layer(name, options, _shape) with { Weights = BatchNormWeights(name) },
            DropoutOptions or ActivationLayerOptions => Layer(name, options, _shape),
            _ => throw new ArgumentException($"unknown layer {options.GetType().Name}", nameof(options)),
        };
        if (layer is null)
        {
            return false;
        }

        _layers.Add(layer);
        _shape = layer.Output;
        return true;
    }

    private LayerDescription? Convolution(string name, Conv2DOptions options)
    {
        if (Window(name, options.KernelSize, options.Strides, options.Padding) is not { } window)
        {
            return null;
        }

        List<WeightDescription> weights =
        [
            new($"{name}/kernel", WeightRole.Kernel, [options.KernelSize, options.KernelSize, _shape.Channels, options.Filters], options.KernelInitializer),
        ];
        AddBias(weights, name, options.UseBias, options.Filters);
        LayerShape output = new(window.Rows.Output, window.Columns.Output, options.Filters, false);
        return Sized(Layer(name, options, output) with { Window = window, Weights = weights });
    }

    private LayerDescription? Pool(string name, LayerOptions options, int size, int strides, Padding padding) =>
        Window(name, size, strides, padding) is { } window
            ? Layer(name, options, new LayerShape(window.Rows.Output, window.Columns.Output, _shape.Channels, false)) with { Window = window }
            : null;

    private LayerDescription? Flatten(string name, LayerOptions options) =>
        _shape.Size <= int.MaxValue ? Layer(name, options, LayerShape.Flat((int)_shape.Size)) : TooLarge(name, _shape.Size);

    private LayerDescription? Dense(string name, DenseOptions options)
    {
        if (!_shape.IsFlat)
        {
            _problems.Add(new Problem(
                $"model.{name}", "a flat input (features)", _shape.ToString(), "Put a flatten or globalAveragePool layer before it."));
            return null;
        }

        List<WeightDescription> weights = [new($"{name}/kernel", WeightRole.Kernel, [_shape.Channels, options.Units], options.KernelInitializer)];
        AddBias(weights, name, options.UseBias, options.Units);
        return Sized(Layer(name, options, LayerShape.Flat(options.Units)) with { Weights = weights });
    }

    private OutputKind AddOutput(IReadOnlyList<LayerOptions> options)
    {
        switch (options.Count > 0 ? options[^1] : null)
        {
            case DenseOptions { Activation: Activation.Softmax } dense:
                if (dense.Units != _classes)
                {
                    _problems.Add(new Problem(
                        $"model.{_layers[^1].Name}", $"{Number(_classes)} units, one per class", Number(dense.Units),
                        $"Set units to {Number(_classes)}, or remove the layer: an output layer is added when there is none."));
                }

                return OutputKind.Softmax;
            case DenseOptions { Activation: Activation.Sigmoid, Units: 1 }:
                if (_classes != 2)
                {
                    _problems.Add(new Problem(
                        $"model.{_layers[^1].Name}", "2 classes for one sigmoid unit", $"{Number(_classes)} classes",
                        $"Use {Number(_classes)} units with softmax, or remove the layer: an output layer is added when there is none."));
                }

                return OutputKind.Sigmoid;
            case ActivationLayerOptions { Function: Activation.Softmax }:
                _problems.Add(new Problem(
                    $"model.{_layers[^1].Name}", "softmax as the activation of a dense layer", "a layer of its own at the end",
                    "Set \"activation\": \"softmax\" in the dense layer and remove this one; otherwise another dense layer would follow the softmax."));
                return OutputKind.Softmax;
            default:
                Add("output dense", new DenseOptions
                {
                    Units = _classes,
                    Activation = Activation.Softmax,
                    L2 = _network.Layers is null ? _network.L2 : 0,
                });
                return OutputKind.Softmax;
        }
    }

    private WindowGeometry? Window(string name, int size, int strides, Padding padding)
    {
        if (!NeedsImage(name))
        {
            return null;
        }

        if (padding == Padding.Valid && (size > _shape.Height || size > _shape.Width))
        {
            _problems.Add(new Problem(
                $"model.{name}", $"an input of at least {Number(size)} x {Number(size)} pixels", _shape.ToString(),
                "Use a smaller window, \"padding\": \"same\", fewer poolings before it, or larger images (pipeline.width and pipeline.height)."));
            return null;
        }

        return WindowGeometry.Of(_shape, size, strides, padding);
    }

    private bool NeedsImage(string name)
    {
        if (_shape.IsFlat)
        {
            _problems.Add(new Problem(
                $"model.{name}", "an image (height, width, channels)", $"{_shape}", "Put it before flatten, globalAveragePool and dense layers."));
        }

        return !_shape.IsFlat;
    }

    private IReadOnlyList<WeightDescription> BatchNormWeights(string name) =>
    [
        new($"{name}/gamma", WeightRole.Gamma, [_shape.Channels]),
        new($"{name}/beta", WeightRole.Beta, [_shape.Channels]),
        new($"{name}/movingMean", WeightRole.MovingMean, [_shape.Channels]),
        new($"{name}/movingVariance", WeightRole.MovingVariance, [_shape.Channels]),
    ];

    private static void AddBias(List<WeightDescription> weights, string name, bool useBias, int size)
    {
        if (useBias)
        {
            weights.Add(new WeightDescription($"{name}/bias", WeightRole.Bias, [size]));
        }
    }

    private LayerDescription? Sized(LayerDescription layer)
    {
        long size = layer.Weights[0].Shape.Aggregate(1L, (product, axis) => product * axis);
        return size <= Array.MaxLength / 4 ? layer : TooLarge(layer.Name, size);
    }

    private LayerDescription? TooLarge(string name, long size)
    {
        _problems.Add(new Problem(
            $"model.{name}", "at most 500 million numbers", size.ToString(CultureInfo.InvariantCulture), "Use fewer units or filters, or smaller images."));
        return null;
    }

    private LayerDescription Layer(string name, LayerOptions options, LayerShape output) =>
        new() { Name = name, Options = options, Input = _shape, Output = output };

    /// <summary>The layer's place in the list that the user wrote, or in the one that a short form stands for.</summary>
    private static string NameOf(int index, LayerOptions options) => $"layers[{Number(index)}] {LayerKinds.Of(options)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
