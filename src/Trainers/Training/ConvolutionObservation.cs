using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>Looks at what the last convolution of a network gives, and at how an output follows it.</summary>
internal sealed class ConvolutionObservation(INeuralNetwork network, NetworkDescription description)
{
    /// <summary>Few samples are looked at, so batches are small; padded to one size, so that a row's numbers do not depend on how many are asked for.</summary>
    private const int MostAtOnce = 16;

    /// <inheritdoc cref="ITrainedModel.LastConvolution"/>
    public ConvolutionResponse? Of(
        SampleSet samples, PreprocessingPath path, IReadOnlyList<int> rows, IReadOnlyList<int> classes, CancellationToken cancellation)
    {
        if (LayerOf(description) is not { } index)
        {
            return null;
        }

        int batch = Math.Min(MostAtOnce, description.PredictionBatch);
        (int size, int given) = (checked((int)description.Input.Size), checked((int)description.Layers[index].Output.Size));
        float[] inputs = new float[batch * size];
        float[] outputs = new float[batch * given];
        float[] gradients = new float[batch * given];
        ConvolutionResponse response = Room(index, rows.Count);
        for (int first = 0; first < rows.Count; first += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batch, rows.Count - first);
            samples.CopySamples([.. rows.Skip(first).Take(count)], path, inputs.AsSpan(0, count * size));
            inputs.AsSpan(count * size).Clear();
            int[] padded = new int[batch];
            classes.Skip(first).Take(count).ToArray().CopyTo(padded, 0);
            network.OutputGradient(inputs, padded, index, outputs, gradients);
            outputs.AsSpan(0, count * given).CopyTo(response.Outputs.AsSpan(first * given));
            gradients.AsSpan(0, count * given).CopyTo(response.Gradients.AsSpan(first * given));
        }

        return response;
    }

    /// <summary>The last convolution, or the last of the normalisations, activations and dropouts that follow it directly; null without a convolution.</summary>
    internal static int? LayerOf(NetworkDescription description)
    {
        int? found = null;
        for (int index = 0; index < description.Layers.Count - 1; index++)
        {
            bool isPart = description.Layers[index].Options switch
            {
                Conv2DOptions => true,
                BatchNormOptions or ActivationLayerOptions or DropoutOptions => found == index - 1,
                _ => false,
            };
            found = isPart ? index : found;
        }

        return found;
    }

    private ConvolutionResponse Room(int index, int rows)
    {
        LayerDescription layer = description.Layers[index];
        long numbers = rows * layer.Output.Size;
        return new ConvolutionResponse(
            layer.Name, layer.Output.Height, layer.Output.Width, layer.Output.Channels, new float[checked((int)numbers)], new float[checked((int)numbers)]);
    }
}
