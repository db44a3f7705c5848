using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Mean over windows; padding does not count.</summary>
internal sealed class TorchAveragePool : TorchLayer
{
    private readonly long[] _size;
    private readonly long[] _strides;
    private readonly WindowPadding _padding;
    private readonly Tensor? _shares;

    /// <summary>The mean over the windows of a layer.</summary>
    public TorchAveragePool(LayerDescription layer)
    {
        WindowGeometry window = layer.Window!;
        _size = [window.Size, window.Size];
        _strides = [window.Strides, window.Strides];
        _padding = new WindowPadding(window, 0);
        _shares = window.IsSymmetric ? null : Shares(layer.Input, window).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => _shares is null
        ? nn.functional.avg_pool2d(input, _size, _strides, _padding.Remaining, count_include_pad: false)
        : nn.functional.avg_pool2d(_padding.Apply(input), _size, _strides, _padding.Remaining) / _shares;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _shares?.Dispose();
        base.Dispose();
    }

    /// <summary>The share of each window that lies on the input: (1, 1, height', width').</summary>
    private static Tensor Shares(LayerShape input, WindowGeometry window)
    {
        float[] shares = new float[window.Rows.Output * window.Columns.Output];
        for (int row = 0; row < window.Rows.Output; row++)
        {
            double rows = Covered(input.Height, row, window.Rows, window);
            for (int column = 0; column < window.Columns.Output; column++)
            {
                double pixels = rows * Covered(input.Width, column, window.Columns, window);
                shares[(row * window.Columns.Output) + column] = (float)(pixels / ((double)window.Size * window.Size));
            }
        }

        return tensor(shares, [1L, 1L, window.Rows.Output, window.Columns.Output]);
    }

    private static int Covered(int size, int index, WindowAxis axis, WindowGeometry window)
    {
        int start = (index * window.Strides) - axis.PadBefore;
        return Math.Min(start + window.Size, size) - Math.Max(start, 0);
    }
}
