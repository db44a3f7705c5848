using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Antialiased linear resizing as ONNX nodes, for images of any size. The operator Resize (opset 18 on: linear, antialias, half_pixel, exclude_outside) is defined alike, but leaves the
/// order of sums and the precision of weights to whoever runs it, and pixels are rounded to whole numbers afterwards: ONNX Runtime 1.31.1 computes weights in 32 bits, up to
/// 0.0004 off, which rounds up to 1 pixel in 800 the other way, enough to move a probability by more than an export may. So its definition is written out here: weights in 64 bits
/// from the image's size, sums tap by tap in 32 bits in the order of the project's own resizing, and therefore the same bits.
/// </summary>
internal sealed class OnnxResizing
{
    private readonly OnnxGraph _graph;
    private readonly int _width;
    private readonly int _height;
    private readonly OnnxValue _inputHeight;
    private readonly OnnxValue _inputWidth;

    private OnnxResizing(OnnxValue images, int width, int height)
    {
        (_graph, _width, _height) = (images.Graph, width, height);
        _inputHeight = SizeOf(images, 1);
        _inputWidth = SizeOf(images, 2);
    }

    /// <summary>Resizes.</summary>
    /// <param name="images">(batch, height, width, channels), values 0..255 in 32 bits.</param>
    /// <param name="width">The width after.</param>
    /// <param name="height">The height after.</param>
    /// <param name="mode">What happens to the aspect ratio.</param>
    /// <returns>(batch, height, width, channels), whole numbers 0..255.</returns>
    public static OnnxValue Write(OnnxValue images, int width, int height, ResizeMode mode) => new OnnxResizing(images, width, height).Resize(images, mode);

    private OnnxValue Resize(OnnxValue images, ResizeMode mode)
    {
        (OnnxValue scaledHeight, OnnxValue scaledWidth) = ScaledSize(mode);
        OnnxValue rows = scaledHeight.AtMost(_height);
        OnnxValue columns = scaledWidth.AtMost(_width);
        OnnxValue mixed = Mix(images, 1, _inputHeight, scaledHeight, ((scaledHeight - _height) / 2).AtLeast(0), rows);
        mixed = Mix(mixed, 2, _inputWidth, scaledWidth, ((scaledWidth - _width) / 2).AtLeast(0), columns);
        OnnxValue rounded = (mixed + 0.5).AtMost(255).Apply("Floor");
        return mode == ResizeMode.Pad ? Pad(rounded, rows, columns) : rounded;
    }

    /// <summary>The size that the whole image is scaled to, in whole numbers: one side is the target's, the other is rounded half up.</summary>
    private (OnnxValue Height, OnnxValue Width) ScaledSize(ResizeMode mode)
    {
        OnnxValue width = _graph.Scalar(OnnxElement.Int64, _width);
        OnnxValue height = _graph.Scalar(OnnxElement.Int64, _height);
        if (mode == ResizeMode.Stretch)
        {
            return (height, width);
        }

        OnnxValue widthIsTighter = width * _inputHeight < height * _inputWidth;
        OnnxValue ratioHeight = RoundedRatio(_inputHeight, width, _inputWidth);
        OnnxValue ratioWidth = RoundedRatio(_inputWidth, height, _inputHeight);
        return mode == ResizeMode.Pad
            ? (widthIsTighter.Then(ratioHeight, height), widthIsTighter.Then(width, ratioWidth))
            : (widthIsTighter.Then(height, ratioHeight), widthIsTighter.Then(ratioWidth, width));
    }

    private static OnnxValue RoundedRatio(OnnxValue length, OnnxValue numerator, OnnxValue denominator) =>
        (((length * numerator * 2 / denominator) + 1) / 2).AtLeast(1);

    /// <summary>Mixes the pixels along an axis: for each output, tap after tap, weight times input.</summary>
    /// <param name="images">(batch, height, width, channels).</param>
    /// <param name="axis">1 for rows, 2 for columns.</param>
    /// <param name="input">The length of the axis before.</param>
    /// <param name="scaled">The length after, with what is cropped.</param>
    /// <param name="first">The first output that is kept.</param>
    /// <param name="count">The number of outputs that are kept.</param>
    private OnnxValue Mix(OnnxValue images, int axis, OnnxValue input, OnnxValue scaled, OnnxValue first, OnnxValue count)
    {
        (OnnxValue taps, OnnxValue sources, OnnxValue weights) = Taps(input, scaled, first, count);

        // A weight per output, in the shape of a row or a column of pixels: (taps, outputs, 1, 1) or (taps, outputs, 1).
        OnnxValue shaped = axis == 1 ? weights.Reshape(0, -1, 1, 1) : weights.Reshape(0, -1, 1);
        OnnxValue batch = AsList(SizeOf(images, 0));
        OnnxValue kept = AsList(count);
        OnnxValue shape = Listed(axis == 1 ? [batch, kept, AsList(SizeOf(images, 2)), AsList(SizeOf(images, 3))] : [batch, AsList(SizeOf(images, 1)), kept, AsList(SizeOf(images, 3))]);
        OnnxValue zeros = _graph.Node("ConstantOfShape", OnnxElement.Float, [shape]);
        return Loop(taps, zeros, (body, tap, sum) =>
        {
            OnnxValue source = (sources with { Graph = body }).Gather(tap, 0);
            OnnxValue weight = (shaped with { Graph = body }).Gather(tap, 0);
            return sum + ((images with { Graph = body }).Gather(source, axis) * weight);
        });
    }

    /// <summary>What each output is made of: the number of taps, and (taps, outputs) indexes of inputs and weights.</summary>
    private (OnnxValue Taps, OnnxValue Sources, OnnxValue Weights) Taps(OnnxValue input, OnnxValue scaled, OnnxValue first, OnnxValue count)
    {
        OnnxValue length = input.As(OnnxElement.Double);
        OnnxValue step = length / scaled.As(OnnxElement.Double);
        OnnxValue support = step.AtLeast(1);
        OnnxValue taps = (support.Apply("Ceil").As(OnnxElement.Int64) * 2) + 1;
        OnnxValue outputs = (Range(count) + first).As(OnnxElement.Double);
        OnnxValue centres = (outputs + 0.5) * step;
        OnnxValue starts = (centres - support + 0.5).Apply("Floor").AtLeast(0);
        OnnxValue ends = (centres + support + 0.5).Apply("Floor").AtMost(length);
        OnnxValue sources = Range(taps).Reshape(-1, 1).As(OnnxElement.Double) + starts;
        OnnxValue distances = ((sources + 0.5 - centres) / support).Apply("Abs");
        OnnxValue inside = (_graph.Scalar(OnnxElement.Double, 1) - distances).AtLeast(0);
        OnnxValue weights = (sources < ends).Then(inside, _graph.Scalar(OnnxElement.Double, 0));
        OnnxValue sums = _graph.Node("ReduceSum", OnnxElement.Double, [weights, _graph.Indexes(0)], new OnnxAttribute("keepdims", 1L));
        return (taps, sources.AtMost(length - 1).As(OnnxElement.Int64), (weights / sums).As(OnnxElement.Float));
    }

    /// <summary>Puts images that are smaller than the target in its middle, on black.</summary>
    private OnnxValue Pad(OnnxValue images, OnnxValue rows, OnnxValue columns)
    {
        OnnxValue missingRows = AsList(_graph.Scalar(OnnxElement.Int64, _height) - rows);
        OnnxValue missingColumns = AsList(_graph.Scalar(OnnxElement.Int64, _width) - columns);
        (OnnxValue top, OnnxValue left) = (missingRows / 2, missingColumns / 2);
        OnnxValue none = _graph.Indexes(0);
        OnnxValue pads = Listed([none, top, left, none, none, missingRows - top, missingColumns - left, none]);
        return _graph.Node("Pad", images.Element, [images, pads, _graph.Scalar(images.Element, 0)], new OnnxAttribute("mode", "constant"));
    }

    /// <summary>Repeats a sum: from the value so far and the number of the step to the next value.</summary>
    private OnnxValue Loop(OnnxValue steps, OnnxValue start, Func<OnnxGraph, OnnxValue, OnnxValue, OnnxValue> next)
    {
        OnnxGraph body = _graph.Inner("taps");
        OnnxValue step = body.Input(_graph.FreeName("tap"), OnnxElement.Int64);
        OnnxValue goOn = body.Input(_graph.FreeName("goOn"), OnnxElement.Bool);
        OnnxValue sum = body.Input(_graph.FreeName("sum"), start.Element, "batch", "height", "width", "channels");
        body.Output(_graph.FreeName("stillGoOn"), goOn);
        body.Output(_graph.FreeName("nextSum"), next(body, step, sum), "batch", "height", "width", "channels");
        OnnxValue always = _graph.Node("Less", OnnxElement.Bool, [_graph.Scalar(OnnxElement.Int64, 0), _graph.Scalar(OnnxElement.Int64, 1)]);
        return _graph.Node("Loop", start.Element, [steps, always, start], new OnnxAttribute("body", body));
    }

    private OnnxValue Range(OnnxValue count) =>
        _graph.Node("Range", OnnxElement.Int64, [_graph.Scalar(OnnxElement.Int64, 0), count, _graph.Scalar(OnnxElement.Int64, 1)]);

    /// <summary>The length of an axis, as a number.</summary>
    private static OnnxValue SizeOf(OnnxValue values, int axis) =>
        values.Graph.Node("Shape", OnnxElement.Int64, [values], new OnnxAttribute("start", (long)axis), new OnnxAttribute("end", axis + 1L)).Reshape([]);

    private static OnnxValue AsList(OnnxValue number) => number.Reshape(1);

    private OnnxValue Listed(OnnxValue[] lists) => _graph.Node("Concat", OnnxElement.Int64, lists, new OnnxAttribute("axis", 0L));
}
