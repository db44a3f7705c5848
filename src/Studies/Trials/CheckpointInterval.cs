using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>How often a network's training keeps where it stands: what a machine that may be taken away at any moment, or a measurement of interruptions, wants otherwise than others. It changes no result.</summary>
internal static class CheckpointInterval
{
    /// <summary>The environment variable of the least seconds between two checkpoints.</summary>
    public const string Variable = "MLPIPELINES_CHECKPOINT_SECONDS";

    private const double Usual = 5;
    private const double Most = 86400;

    /// <summary>What the variable says; 5 seconds where it is not set.</summary>
    /// <exception cref="ProblemException">It is no number of seconds.</exception>
    public static TimeSpan Chosen => Of(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What a value of the variable says.</summary>
    /// <exception cref="ProblemException">It is no number of seconds.</exception>
    public static TimeSpan Of(string? value) => string.IsNullOrEmpty(value) ? TimeSpan.FromSeconds(Usual)
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and <= Most ? TimeSpan.FromSeconds(seconds)
        : throw new ProblemException(ProblemStage.Configuration, new Problem(
            $"environment variable {Variable}", "a number of seconds in [0, 86400]", $"\"{value}\"", "Remove it for a checkpoint every 5 seconds at most."));
}
