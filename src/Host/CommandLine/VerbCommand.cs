using System.CommandLine;

namespace MlPipelines.Host;

/// <summary>A verb, with the examples that its help ends with.</summary>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines to copy, each with what it does.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];
}

/// <summary>A command line to copy.</summary>
/// <param name="CommandLine">The command line.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Example(string CommandLine, string Meaning);
