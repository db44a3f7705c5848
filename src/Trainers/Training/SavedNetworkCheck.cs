using System.ComponentModel.DataAnnotations;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Looks at a saved network with suspicion, since it may be a stranger's: options within their ranges, every shape the one that the layers give, and no tensor that only a
/// mistake or malice would ask for.
/// </summary>
internal static class SavedNetworkCheck
{
    /// <summary>The most numbers that a layer may give for one sample, 2 GiB. The largest image that the configuration allows, with 512 channels, is no more. Chosen here.</summary>
    private const long LargestTensor = 1L << 29;

    /// <summary>The most layers. Chosen here, a hundred times what any network for images of this size has.</summary>
    private const int MostLayers = 10_000;

    /// <summary>The network as its layers' options describe it.</summary>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="output">What the last layer's outputs mean.</param>
    /// <param name="layers">The layers as they were saved.</param>
    /// <exception cref="InvalidDataException">It cannot be.</exception>
    public static NetworkDescription Describe(LayerShape input, int classes, OutputKind output, IReadOnlyList<LayerDescription> layers)
    {
        Require(input is { Height: > 0, Width: > 0, Channels: > 0 } && input.Size <= LargestTensor && (!input.IsFlat || input is { Height: 1, Width: 1 }), $"samples of the shape {input}");
        Require(classes >= 2, FormattableString.Invariant($"{classes} classes"));
        Require(layers.Count <= MostLayers, FormattableString.Invariant($"{layers.Count} layers"));
        foreach (LayerDescription layer in layers)
        {
            List<ValidationResult> faults = [];
            Require(
                Validator.TryValidateObject(layer.Options, new ValidationContext(layer.Options), faults, validateAllProperties: true),
                $"{layer.Name}: {faults.FirstOrDefault()?.ErrorMessage}");
        }

        (NetworkDescription? network, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(
            input, classes, output, [.. layers.Select(layer => (layer.Name, layer.Options))]);
        Require(network is not null, problems.Count == 0 ? "no network" : problems[0].ToString());
        foreach ((LayerDescription layer, LayerDescription saved) in network!.Layers.Zip(layers))
        {
            Require(layer.Output.Size <= LargestTensor, $"{layer.Name} gives {layer.Output} for a sample");
            Require(layer.Input == saved.Input && layer.Output == saved.Output && layer.Window == saved.Window, $"{layer.Name} has other shapes than its options give");
        }

        return network;
    }

    private static void Require(bool isSo, string received)
    {
        if (!isSo)
        {
            throw new InvalidDataException($"network.json: {received}");
        }
    }
}
