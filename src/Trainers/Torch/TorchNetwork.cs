using TorchSharp;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>A network as Torch computes it.</summary>
internal sealed class TorchNetwork : INeuralNetwork
{
    private readonly NetworkDescription _network;
    private readonly TrainingRule _rule;
    private readonly TorchParameters _parameters;
    private readonly IReadOnlyList<TorchLayer> _layers;
    private readonly TorchOptimizer _optimizer;
    private readonly int[] _layerOf;
    private TorchBuffers? _training;
    private TorchBuffers? _prediction;
    private StepResult? _result;

    /// <summary>Builds the layers and fills in the weights.</summary>
    public TorchNetwork(NetworkDescription network, NamedWeights initial, TrainingRule rule)
    {
        (_network, _rule) = (network, rule);
        _parameters = new TorchParameters(network);
        _layers = TorchLayers.Build(network, _parameters);
        _optimizer = TorchOptimizer.Create(rule.Optimizer, _parameters);
        _layerOf = [.. _parameters.All.Select(parameter => parameter.Layer)];
        SetWeights(initial);
    }

    /// <inheritdoc/>
    public StepResult TrainStep(TrainingBatch batch, double learningRate)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        TorchBuffers buffers = Buffers(ref _training, batch.Capacity);
        buffers.Fill(batch);
        _parameters.Gradients.zero_();
        Tensor outputs = Forward(buffers.Inputs(batch.Count), new ForwardPass(true, true, buffers.Masks(batch.Count)));
        Tensor losses = TorchLoss.PerSample(_network.Output, outputs, buffers.Labels(batch.Count));
        losses.dot(buffers.Weights(batch.Count)).backward();

        using IDisposable noGradient = no_grad();
        _parameters.AddPenalties();
        Tensor squared = _parameters.SquaredGradients();
        StepResult result = Fetch(batch, TorchLoss.Probabilities(_network.Output, outputs), losses, squared);
        Clip(squared);
        _optimizer.Step(learningRate);
        return result;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> inputs, int samples, Span<float> probabilities)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        TorchBuffers buffers = Buffers(ref _prediction, samples);
        buffers.FillInputs(inputs[..checked((int)(samples * _network.Input.Size))]);
        Tensor outputs = Forward(buffers.Inputs(samples), ForwardPass.Evaluation);
        TorchLoss.Probabilities(_network.Output, outputs).contiguous().Floats().CopyTo(probabilities);
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<float> inputs, int samples, LayerObservation observation)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        TorchBuffers buffers = Buffers(ref _prediction, samples);
        buffers.FillInputs(inputs[..checked((int)(samples * _network.Input.Size))]);
        Tensor values = buffers.Inputs(samples);
        for (int index = 0; index < _layers.Count - 1; index++)
        {
            values = _layers[index].Forward(values, ForwardPass.Evaluation);
            if (observation.Greatest[index] is { } greatest && observation.Count > 0)
            {
                Raise(greatest, values.narrow(0, 0, observation.Count));
            }
        }

        values.contiguous().Floats().CopyTo(observation.Features);
    }

    /// <inheritdoc/>
    public void OutputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, int layer, Span<float> outputs, Span<float> gradients)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        TorchBuffers buffers = Buffers(ref _prediction, classes.Length);
        buffers.FillInputs(inputs[..checked((int)(classes.Length * _network.Input.Size))]);
        Tensor given;
        using (no_grad())
        {
            given = _layers.Take(layer + 1).Aggregate(buffers.Inputs(classes.Length), (values, one) => one.Forward(values, ForwardPass.Evaluation));
        }

        Tensor leaf = given.detach().requires_grad_();
        Tensor scores = _layers.Skip(layer + 1).Aggregate(leaf, (values, one) => one.Forward(values, ForwardPass.Evaluation));
        Tensor gradient = autograd.grad([TorchLoss.Scores(_network.Output, scores, classes).sum()], [leaf])[0];
        TorchBuffers.ChannelsFastest(leaf.detach()).CopyTo(outputs);
        TorchBuffers.ChannelsFastest(gradient).CopyTo(gradients);
    }

    /// <inheritdoc/>
    public void PredictInTrainingMode(TrainingBatch batch, Span<float> probabilities)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        TorchBuffers buffers = Buffers(ref _training, batch.Capacity);
        buffers.Fill(batch);
        Tensor outputs = Forward(buffers.Inputs(batch.Count), new ForwardPass(true, false, buffers.Masks(batch.Count)));
        TorchLoss.Probabilities(_network.Output, outputs).contiguous().Floats().CopyTo(probabilities);
    }

    /// <inheritdoc/>
    public NamedWeights Gradient(TrainingBatch batch)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        _parameters.Gradients.zero_();
        EvaluationLoss(batch).backward();
        return ExportGradients();
    }

    /// <inheritdoc/>
    public NamedWeights HessianProduct(TrainingBatch batch, NamedWeights direction)
    {
        TorchEngine.UseThreads(_rule.Threads);
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = zeros_like(_parameters.Gradients);
        _parameters.Import(flat, "", direction);
        List<Tensor> leaves = [.. _parameters.All.Select(parameter => parameter.Leaf)];

        // The gradient of (gradient . direction): the product without the matrix (Pearlmutter 1994).
        IList<Tensor> gradients = autograd.grad([EvaluationLoss(batch)], leaves, retain_graph: true, create_graph: true);
        Tensor slope = stack(_parameters.All.Zip(gradients, (parameter, gradient) =>
            (gradient * KernelLayout.Shaped(parameter.Weight, flat.narrow(0, parameter.Offset, parameter.Weight.Size))).sum())).sum();
        IList<Tensor> products = autograd.grad([slope], leaves);

        using IDisposable noGradient = no_grad();
        foreach ((TorchParameter parameter, Tensor product) in _parameters.All.Zip(products))
        {
            KernelLayout.Shaped(parameter.Weight, parameter.Gradient).copy_(product);
        }

        return ExportGradients();
    }

    /// <inheritdoc/>
    public NamedWeights GetWeights()
    {
        Dictionary<string, NamedArray> arrays = _parameters.Export(_parameters.Values, "").ToDictionary(array => array.Name);
        foreach ((WeightDescription weight, Tensor values) in _layers.SelectMany(layer => layer.State))
        {
            arrays[weight.Name] = new NamedArray(weight.Name, weight.Shape, values.Floats().ToArray());
        }

        return new NamedWeights([.. _network.Weights.Select(weight => arrays[weight.Name])]);
    }

    /// <inheritdoc/>
    public void SetWeights(NamedWeights weights)
    {
        _parameters.Import(_parameters.Values, "", weights);
        foreach ((WeightDescription weight, Tensor values) in _layers.SelectMany(layer => layer.State))
        {
            weights[weight.Name].Values.CopyTo(values.Floats());
        }
    }

    /// <inheritdoc/>
    public NamedWeights GetOptimizerState() => new(
    [
        OptimizerState.Steps(_optimizer.Steps),
        .. _optimizer.State.SelectMany(state => _parameters.Export(state.Values, OptimizerState.NameOf(state.Name, ""))),
    ]);

    /// <inheritdoc/>
    public void SetOptimizerState(NamedWeights state)
    {
        _optimizer.Steps = OptimizerState.StepsOf(state);
        foreach ((string name, Tensor values) in _optimizer.State)
        {
            _parameters.Import(values, OptimizerState.NameOf(name, ""), state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _training?.Dispose();
        _prediction?.Dispose();
        _optimizer.Dispose();
        foreach (TorchLayer layer in _layers)
        {
            layer.Dispose();
        }

        _parameters.Dispose();
    }

    /// <summary>Raises the greatest output of each unit to that of a batch, over samples and, of images, positions.</summary>
    private static void Raise(float[] greatest, Tensor outputs)
    {
        Span<float> batch = (outputs.dim() == 4 ? outputs.amax([0, 2, 3]) : outputs.amax([0])).contiguous().Floats();
        for (int unit = 0; unit < greatest.Length; unit++)
        {
            greatest[unit] = Math.Max(greatest[unit], batch[unit]);
        }
    }

    private Tensor EvaluationLoss(TrainingBatch batch)
    {
        TorchBuffers buffers = Buffers(ref _training, batch.Capacity);
        buffers.Fill(batch);
        Tensor outputs = Forward(buffers.Inputs(batch.Count), ForwardPass.Evaluation);
        return TorchLoss.PerSample(_network.Output, outputs, buffers.Labels(batch.Count)).dot(buffers.Weights(batch.Count));
    }

    /// <summary>What lies in the gradients' tensor; the next step clears it.</summary>
    private NamedWeights ExportGradients()
    {
        Dictionary<string, NamedArray> arrays = _parameters.Export(_parameters.Gradients, "").ToDictionary(array => array.Name);
        return new NamedWeights([.. _network.Weights.Where(weight => weight.IsTrained).Select(weight => arrays[weight.Name])]);
    }

    private Tensor Forward(Tensor inputs, ForwardPass pass) =>
        _layers.Aggregate(inputs, (values, layer) => layer.Forward(values, pass));

    private TorchBuffers Buffers(ref TorchBuffers? buffers, int capacity)
    {
        if (buffers is null || buffers.Capacity != capacity)
        {
            buffers?.Dispose();
            buffers = new TorchBuffers(_network, capacity);
        }

        return buffers;
    }

    /// <summary>One copy to the host for everything that a step tells.</summary>
    private StepResult Fetch(TrainingBatch batch, Tensor probabilities, Tensor losses, Tensor squared)
    {
        if (_result is null || _result.Losses.Length < batch.Count)
        {
            _result = new StepResult(batch.Capacity, _network.Classes, _network.Layers.Count);
        }

        Span<float> all = cat([probabilities.flatten(), losses, squared]).Floats();
        int numbers = batch.Count * _network.Classes;
        all[..numbers].CopyTo(_result.Probabilities);
        all.Slice(numbers, batch.Count).CopyTo(_result.Losses);
        _result.SetNorms(all[(numbers + batch.Count)..], _layerOf);
        return _result;
    }

    /// <summary>Scales the whole gradient to the norm where it exceeds it (Pascanu et al. 2013), as Keras' global_clipnorm.</summary>
    private void Clip(Tensor squared)
    {
        if (_rule.ClipNorm is { } norm)
        {
            // Kept for as long as the operations read it: see TorchNumbers.
            using Scalar limit = norm;
            _parameters.Gradients.mul_(limit / squared.sum().sqrt().clamp_min(limit));
        }
    }
}
