namespace MlPipelines.Host;

/// <summary>A request names a run that there is not.</summary>
internal sealed class UnknownRunException(string id) : Exception($"There is no run {id}.");
