namespace MlPipelines.Studies;

/// <summary>What a Gaussian process assumes about the scores: y(x) = mean + f(x) + noise.</summary>
/// <param name="SignalVariance">The variance of f.</param>
/// <param name="LengthScales">Per dimension, how far apart points are whose scores say little about each other (automatic relevance determination).</param>
/// <param name="NoiseVariance">The variance of the noise.</param>
internal sealed record KernelParameters(double SignalVariance, double[] LengthScales, double NoiseVariance);
