using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>The gradient of the mean log loss over training rows, and its Hessian's products, as one vector: clean samples, evaluation mode, no penalties, all samples alike.</summary>
internal sealed class MeanGradient
{
    private readonly INeuralNetwork _network;
    private readonly SampleSet _train;
    private readonly TrainingBatch _batch;
    private readonly int _size;
    private readonly int[] _labels;
    private readonly WeightDescription[] _weights;
    private readonly CancellationToken _cancellation;

    /// <summary>Room for batches of at most the size of a prediction, which bounds memory.</summary>
    public MeanGradient(INeuralNetwork network, NetworkDescription description, SampleSet train, CancellationToken cancellation)
    {
        (_network, _train, _cancellation) = (network, train, cancellation);
        _batch = new TrainingBatch(description, description.PredictionBatch);
        Array.Fill(_batch.Weights, 1);
        _size = checked((int)description.Input.Size);
        _labels = [.. train.Labels];
        _weights = [.. description.Weights.Where(weight => weight.IsTrained)];
        Count = checked((int)description.ParameterCount);
    }

    /// <summary>The length of the vector.</summary>
    public int Count { get; }

    /// <summary>The mean gradient over rows at the network's present weights, summed in 64 bits.</summary>
    public double[] Over(ReadOnlySpan<int> rows) => Mean(rows, _network.Gradient);

    /// <summary>The Hessian of the mean log loss over rows times a vector, summed in 64 bits.</summary>
    public double[] HessianProduct(ReadOnlySpan<int> rows, double[] direction)
    {
        List<NamedArray> arrays = [];
        int offset = 0;
        foreach (WeightDescription weight in _weights)
        {
            arrays.Add(new NamedArray(weight.Name, weight.Shape, Array.ConvertAll(direction[offset..(offset + weight.Size)], value => (float)value)));
            offset += weight.Size;
        }

        NamedWeights named = new(arrays);
        return Mean(rows, batch => _network.HessianProduct(batch, named));
    }

    private double[] Mean(ReadOnlySpan<int> rows, Func<TrainingBatch, NamedWeights> derivative)
    {
        double[] mean = new double[Count];
        for (int start = 0; start < rows.Length; start += _batch.Capacity)
        {
            _cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> chunk = rows.Slice(start, Math.Min(_batch.Capacity, rows.Length - start));
            Fill(chunk);
            double share = (double)chunk.Length / rows.Length;
            int offset = 0;
            foreach (NamedArray array in derivative(_batch).Arrays)
            {
                foreach (float value in array.Values)
                {
                    mean[offset++] += share * value;
                }
            }
        }

        return mean;
    }

    private void Fill(ReadOnlySpan<int> rows)
    {
        _batch.Count = rows.Length;
        _train.CopySamples(rows, PreprocessingPath.Training, _batch.Inputs.AsSpan(0, rows.Length * _size));
        for (int sample = 0; sample < rows.Length; sample++)
        {
            _batch.Labels[sample] = _labels[rows[sample]];
        }
    }
}
