namespace MlPipelines.Evaluation;

/// <summary>Relu units that are 0 on all of a sample of validation rows, so that no gradient reaches them there (dying relu, Lu et al. 2020).</summary>
/// <param name="Samples">The validation rows that were looked at.</param>
/// <param name="Layers">The hidden layers that end in relu, from input to output.</param>
public sealed record DeadUnits(int Samples, IReadOnlyList<LayerDeadUnits> Layers);

/// <summary>The dead units of a layer.</summary>
/// <param name="Layer">The layer's name: <c>layers[2] dense</c>.</param>
/// <param name="Units">Its units; for a convolution its filters, which are dead when they are 0 everywhere.</param>
/// <param name="DeadShare">The share of them that is dead, a fraction.</param>
public sealed record LayerDeadUnits(string Layer, int Units, double DeadShare);
