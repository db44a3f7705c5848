using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>The preprocessing of images as ONNX nodes: from decoded pixels to what a model receives, with the same bits as the project's own.</summary>
internal static class OnnxImageInput
{
    /// <summary>The input's name.</summary>
    public const string Name = "image";

    /// <summary>Declares the input and writes the preprocessing.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="fitted">The preprocessing; new images go its test path.</param>
    /// <param name="decodedChannels">3 for files, which are decoded to red, green and blue; 1 where the source is grey by its format.</param>
    /// <returns>Prepared samples (batch, height, width, channels).</returns>
    public static OnnxValue Write(OnnxGraph graph, FittedImages fitted, int decodedChannels)
    {
        bool keepsSize = fitted is { WidthMustMatch: true, HeightMustMatch: true };
        OnnxValue pixels = graph.Input(
            Name,
            OnnxElement.UInt8,
            "batch",
            fitted.HeightMustMatch ? (long)fitted.Height : "height",
            fitted.WidthMustMatch ? (long)fitted.Width : "width",
            (long)decodedChannels);
        FittedImagePath path = fitted.Test;
        OnnxValue values = decodedChannels == 3 && fitted.Channels == 1 ? Luma(pixels) : pixels.As(OnnxElement.Float);
        if (!keepsSize)
        {
            values = OnnxResizing.Write(values, fitted.Width, fitted.Height, path.Resize);
        }

        if (decodedChannels == 1 && fitted.Channels == 3)
        {
            values = graph.Node("Concat", values.Element, [values, values, values], new OnnxAttribute("axis", 3L));
        }

        if (path.ChannelOrder == ChannelOrder.Bgr && fitted.Channels == 3)
        {
            values = values.Gather(graph.Indexes(2, 1, 0), 3);
        }

        return (values * graph.Constant("scale", (float[])[.. path.Scale], path.Scale.Count)) + graph.Constant("offset", (float[])[.. path.Offset], path.Offset.Count);
    }

    /// <summary>The luma of ITU-R BT.601 in the project's fixed point, rounded to whole numbers before anything is resized.</summary>
    private static OnnxValue Luma(OnnxValue pixels)
    {
        OnnxGraph graph = pixels.Graph;
        OnnxValue weighted = pixels.As(OnnxElement.Int32) * graph.Constant("luma", (int[])[19595, 38470, 7471], 3);
        OnnxValue sum = graph.Node("ReduceSum", OnnxElement.Int32, [weighted, graph.Indexes(3)], new OnnxAttribute("keepdims", 1L));
        return ((sum + 0x8000) / 0x10000).As(OnnxElement.Float);
    }
}
