using System.Globalization;

namespace MlPipelines.Studies;

/// <summary>How often a network's training keeps where it stands: what a machine that may be taken away at any moment, or a measurement of interruptions, wants otherwise than others. It changes no result.</summary>
internal static class CheckpointInterval
{
    /// <summary>The environment variable of the least seconds between two checkpoints.</summary>
    public const string Variable = "MLPIPELINES_CHECKPOINT_SECONDS";

    private const double Usual = 5;

    /// <summary>What the variable says; 5 seconds where it says nothing, or no number from 0 on.</summary>
    public static TimeSpan Chosen => Of(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What a value of the variable says.</summary>
    public static TimeSpan Of(string? value) => TimeSpan.FromSeconds(
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e6 ? seconds : Usual);
}
