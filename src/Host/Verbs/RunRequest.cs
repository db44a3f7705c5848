using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>How <c>run</c> was asked to run, whatever the scenario.</summary>
internal sealed record RunRequest
{
    /// <summary>The folders.</summary>
    public required StudyPaths Paths { get; init; }

    /// <summary>The values of <c>--set</c> and its short forms.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The size.</summary>
    public required ScenarioSize Size { get; init; }

    /// <summary>Trials side by side.</summary>
    public required int? Workers { get; init; }

    /// <summary>What runs trials; null for what the scenario says.</summary>
    public ExecutorKind? Executor { get; init; }

    /// <summary>What is also written for other programs.</summary>
    public required StudyExports Exports { get; init; }

    /// <summary>The budget of a diagnosis; null for a plain run.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The options of one study.</summary>
    public StudyRunOptions Options(StudyConfiguration study) => new()
    {
        OutputFolder = Paths.Output,
        CacheFolder = Paths.Cache,
        Workers = Workers,
        Command = ReproducingCommand.Of(study.Scenario, Paths.Configuration, Size, Overrides, Budget),
    };
}
