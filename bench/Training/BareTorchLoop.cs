using System.Diagnostics;
using MlPipelines.Pipelines;
using TorchSharp;
using static TorchSharp.torch;

namespace MlPipelines.Bench;

/// <summary>The training loop that anybody would write with TorchSharp: nothing recorded, nothing checked, all images in one tensor.</summary>
internal sealed class BareTorchLoop
{
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly int _batchSize;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly optim.Optimizer _optimizer;

    public BareTorchLoop(PreparedData data, int batchSize)
    {
        set_num_threads(1);
        _batchSize = batchSize;
        float[] values = new float[data.Train.Count * data.Shape.Size];
        data.Train.CopySamples([.. Enumerable.Range(0, data.Train.Count)], PreprocessingPath.Training, values);
        _images = tensor(values, [data.Train.Count, 1, data.Shape.Height, data.Shape.Width]);
        _labels = tensor(data.Train.Labels.Select(label => (long)label).ToArray());
        _network = nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1600, 10));
        _optimizer = optim.Adam(_network.parameters());
    }

    /// <summary>One epoch.</summary>
    /// <returns>Images per second.</returns>
    public double Epoch()
    {
        long start = Stopwatch.GetTimestamp();
        long count = _images.shape[0];
        using Tensor order = randperm(count);
        for (long first = 0; first < count; first += _batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = order.narrow(0, first, Math.Min(_batchSize, count - first));
            Tensor loss = nn.functional.cross_entropy(_network.call(_images.index_select(0, rows)), _labels.index_select(0, rows));
            _optimizer.zero_grad();
            loss.backward();
            _optimizer.step();
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
