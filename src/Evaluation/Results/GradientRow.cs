namespace MlPipelines.Evaluation;

/// <summary>One line of <c>gradients.csv</c>, whose header is the names here in camel case.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Layer">The layer's name.</param>
/// <param name="Weights">The number of its weights.</param>
/// <param name="Norm">Mean over the steps of the L2 norm of its gradient.</param>
public sealed record GradientRow(int Epoch, string Layer, long Weights, double Norm);
