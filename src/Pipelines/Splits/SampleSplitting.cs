using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Assigns samples to train, selection, validation and test.</summary>
public static class SampleSplitting
{
    /// <summary>Splits by the request's rule and the draws of the stream <c>split</c>.</summary>
    /// <exception cref="ProblemException">Too few samples for the classes or folds, one group only, ...; all problems at once.</exception>
    public static SampleSplit Split(SplitRequest request, TrialSeeds seeds) => throw new NotSupportedException();
}
