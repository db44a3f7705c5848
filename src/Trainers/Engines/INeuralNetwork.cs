namespace MlPipelines.Trainers;

/// <summary>A network with weights. Not safe for use from several threads at once.</summary>
internal interface INeuralNetwork : IDisposable
{
    /// <summary>
    /// One training step: forward in training mode, gradient of the mean over the batch of weight x log loss plus the L2 penalties, clipping,
    /// one update by the optimiser, moving statistics of batch normalisation.
    /// </summary>
    /// <returns>What the step saw before its update. Its arrays are reused by the next step.</returns>
    StepResult TrainStep(TrainingBatch batch, double learningRate);

    /// <summary>Predicts in evaluation mode.</summary>
    /// <param name="inputs">(samples, height, width, channels), the last axis varying fastest.</param>
    /// <param name="samples">Their number; the engine computes exactly this many, so callers pad to one fixed number.</param>
    /// <param name="probabilities">Receives (samples, classes).</param>
    void Predict(ReadOnlySpan<float> inputs, int samples, Span<float> probabilities);

    /// <summary>Runs a batch through the layers in evaluation mode, as <see cref="Predict"/> does, and tells what they give.</summary>
    /// <param name="inputs">(samples, height, width, channels), the last axis varying fastest.</param>
    /// <param name="samples">Their number, padding included.</param>
    /// <param name="observation">Receives the features of all samples, and the greatest outputs of those that are no padding.</param>
    void Observe(ReadOnlySpan<float> inputs, int samples, LayerObservation observation);

    /// <summary>The gradient of one class's output with respect to what a layer gives, in evaluation mode. Changes nothing.</summary>
    /// <param name="inputs">(samples, height, width, channels), the last axis varying fastest.</param>
    /// <param name="classes">
    /// For each sample, padding included, the class whose output before softmax is differentiated. Where one sigmoid unit stands for two classes, the output of the first class is
    /// that of the second with the other sign.
    /// </param>
    /// <param name="layer">The index of the layer, which is not the last; -1 for the inputs themselves.</param>
    /// <param name="outputs">Receives what the layer gives, (samples, height, width, channels).</param>
    /// <param name="gradients">Receives the gradient with respect to it, in the same order.</param>
    void OutputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, int layer, Span<float> outputs, Span<float> gradients);

    /// <summary>Predicts in training mode: batch statistics and the batch's dropout masks, and nothing changes.</summary>
    void PredictInTrainingMode(TrainingBatch batch, Span<float> probabilities);

    /// <summary>
    /// The gradient of the mean over the batch of weight x log loss, in evaluation mode and without penalties: no dropout, moving statistics. Changes nothing.
    /// </summary>
    /// <returns>An array for each trained weight, in the order of the layers.</returns>
    NamedWeights Gradient(TrainingBatch batch);

    /// <summary>
    /// The Hessian of the same loss times a vector. Where a function has no second derivative (relu at 0, a tie in a maximum pooling), that of one side. Changes nothing.
    /// </summary>
    /// <param name="batch">The samples.</param>
    /// <param name="direction">An array for each trained weight.</param>
    /// <returns>An array for each trained weight, in the order of the layers.</returns>
    NamedWeights HessianProduct(TrainingBatch batch, NamedWeights direction);

    /// <summary>A copy of the weights, moving statistics included.</summary>
    NamedWeights GetWeights();

    /// <summary>Replaces all weights.</summary>
    void SetWeights(NamedWeights weights);

    /// <summary>A copy of the optimiser's state, its step count included: with the weights, all that the next step depends on.</summary>
    NamedWeights GetOptimizerState();

    /// <summary>Replaces the optimiser's state.</summary>
    void SetOptimizerState(NamedWeights state);
}
