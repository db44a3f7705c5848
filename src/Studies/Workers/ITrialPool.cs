using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>What runs the trials of a plan: processes of this machine, or the jobs of a cluster.</summary>
internal interface ITrialPool
{
    /// <summary>Runs every trial to its end, in whatever order keeps those after the ones that they look at. A trial that ends without a result is left as a failed attempt.</summary>
    /// <exception cref="ProblemException">Something has to be mended before trials can run; finished ones are kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task RunAsync(IReadOnlyList<PlannedTrial> trials, CancellationToken cancellation);
}
