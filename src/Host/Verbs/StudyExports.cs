using System.CommandLine;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary>What a study also leaves for other programs, where the command line asks for it.</summary>
/// <param name="JUnit">The file that receives the gates as JUnit XML, absolute; null for none.</param>
/// <param name="TensorBoard">Whether event files for TensorBoard are written.</param>
internal sealed record StudyExports(string? JUnit, bool TensorBoard)
{
    /// <summary>Nothing but the run directory.</summary>
    public static StudyExports None { get; } = new(null, false);

    /// <summary><c>--junit</c>.</summary>
    public static Option<string?> JUnitOption() =>
        VerbOptions.Path<string?>("--junit", "FILE", "Writes the scenario's gates to this file as JUnit XML, a test case per gate.");

    /// <summary><c>--tensorboard</c>.</summary>
    public static Option<bool> TensorBoardOption() => new("--tensorboard")
    {
        Description = "Writes event files for TensorBoard into the run's folder tensorboard, one per trial as it finishes.",
    };

    /// <summary>What a command line asks for.</summary>
    public static StudyExports Of(ParseResult parse, Option<string?> junit, Option<bool> tensorBoard, HostEnvironment environment) =>
        new(parse.GetValue(junit) is { } file ? environment.Absolute(file) : null, parse.GetValue(tensorBoard));

    /// <summary>Ends before anything is trained when gates are asked for and the scenario has none.</summary>
    public void Check(StudyConfiguration study)
    {
        if (JUnit is not null && study.Baseline.Gates is null)
        {
            throw NoGates($"\"{study.Scenario}\", which has none");
        }
    }

    /// <summary>Writes the gates of studies; those without gates are left out.</summary>
    public void WriteGates(IEnumerable<StudyResult> studies, IStudyOperations operations, HostEnvironment environment)
    {
        if (JUnit is null)
        {
            return;
        }

        StudyResult[] gated = [.. studies.Where(study => study.Gates.Count > 0)];
        if (gated.Length == 0)
        {
            throw NoGates("none with gates");
        }

        operations.WriteGates(JUnit, gated);
        environment.Output.WriteLine($"gates: {environment.Shown(JUnit)}");
    }

    /// <summary>Writes the event files of a whole run.</summary>
    public void WriteEvents(RunDirectory directory, IStudyOperations operations, HostEnvironment environment)
    {
        if (TensorBoard)
        {
            int trials = operations.WriteTensorBoard(directory);
            environment.Output.WriteLine(trials == 0
                ? "tensorboard: no trial has epochs, so there is nothing to write"
                : $"tensorboard: {environment.Shown(directory.TensorBoard)} ({Quantities.Count(trials, "trial")})");
        }
    }

    private static ProblemException NoGates(string received) => new(ProblemStage.Configuration, new Problem(
        "--junit", "a scenario with gates", received, "Add \"gates\": { \"require\": [\"test.accuracy >= 0.9\"] } to the scenario, or leave --junit out."));
}
