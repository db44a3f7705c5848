using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Sample sets as a model sees them: the features before its last layer and its predictions, for every row of a set, deployed as for test samples.</summary>
/// <param name="Features">Set name → features.</param>
/// <param name="Probabilities">Set name → (rows, classes), the classes varying fastest.</param>
public sealed record ModelView(IReadOnlyDictionary<string, FeatureMatrix> Features, IReadOnlyDictionary<string, float[]> Probabilities);
