using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// The padding of a layer with windows. Torch's operations pad both sides alike, for free; where the sides differ, as "same" asks for, the input is padded
/// before.
/// </summary>
internal sealed class WindowPadding(WindowGeometry window, double value)
{
    /// <summary>What is left for the operation itself to pad: (rows, columns).</summary>
    public long[] Remaining { get; } = window.IsSymmetric ? [window.Rows.PadBefore, window.Columns.PadBefore] : [0, 0];

    /// <summary>The input, padded with the value where the operation cannot do it.</summary>
    public Tensor Apply(Tensor input) => window.IsSymmetric
        ? input
        : nn.functional.pad(
            input, (window.Columns.PadBefore, window.Columns.PadAfter, window.Rows.PadBefore, window.Rows.PadAfter), value: value);
}
