namespace MlPipelines.Configuration;

/// <summary>Something wrong in a configuration, before it is worded for the user.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Path">The option it concerns, from the scenario: <c>training.epochs</c>.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Received">What was there.</param>
/// <param name="Remedy">What to do, or null.</param>
internal sealed record Finding(Place Place, string Path, string Expected, string Received, string? Remedy = null)
{
    /// <summary>Whether the fault is that something is not there; its place is then only the object that lacks it.</summary>
    public bool IsAbsence { get; init; }

    /// <summary>
    /// Whether this only repeats or follows from one of the others: it is about the same text, or about something that is absent where something is wrong
    /// already.
    /// </summary>
    public bool RepeatsOneOf(IReadOnlyCollection<Finding> others) => others.Any(other => IsAbsence
        ? Path == other.Path || Path.StartsWith(other.Path + '.', StringComparison.Ordinal)
        : this == other);

    /// <summary>Whether another finding says the same about the same option, wherever it stands.</summary>
    public bool SaysTheSameAs(Finding other) => this with { Place = other.Place } == other;

    /// <summary>The finding as a user reads it.</summary>
    public Problem ToProblem() => new(Place.ToString(), Expected, Received, Remedy);
}
