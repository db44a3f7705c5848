namespace MlPipelines.Evaluation;

/// <summary>How mixed the classes are in the order in which the first epoch presents training samples.</summary>
/// <param name="MeanRun">The mean length of runs of the same class: samples over runs.</param>
/// <param name="ExpectedRun">
/// The same for a shuffle: samples over the expected number of runs, 1 + n (1 - sum of squared class shares) (Wald and Wolfowitz 1940 for two classes, Mood 1940 for more).
/// </param>
/// <param name="BatchEntropyShare">
/// Mean entropy of the classes in a batch over what a shuffle gives batches of the same sizes (exactly, from the hypergeometric distribution): 1 for shuffled samples, 0 when
/// every batch holds a single class, somewhat above 1 for stratified batches. Null where a shuffle gives 0, too: one class, or batches of one sample.
/// </param>
public sealed record LabelOrder(double MeanRun, double ExpectedRun, double? BatchEntropyShare);
