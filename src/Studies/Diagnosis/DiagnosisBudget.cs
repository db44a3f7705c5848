namespace MlPipelines.Studies;

/// <summary>The seconds that are left for what a diagnosis adds, by estimate; trials run side by side share them.</summary>
internal sealed class DiagnosisBudget(double seconds, int workers)
{
    private double _left = seconds;

    /// <summary>Takes the seconds of some trials when they are left.</summary>
    /// <param name="seconds">The seconds of all of them, one after another.</param>
    /// <returns>Why they are not run; null when they are.</returns>
    public string? Refuse(double seconds)
    {
        double wall = seconds / workers;
        if (wall > _left)
        {
            return $"It takes about {Text(wall)}, and of the budget {Text(Math.Max(0, _left))} are left.";
        }

        _left -= wall;
        return null;
    }

    private static string Text(double seconds) => seconds < 1
        ? FormattableString.Invariant($"{seconds:0.0} s")
        : seconds < 120 ? FormattableString.Invariant($"{seconds:0} s") : FormattableString.Invariant($"{seconds / 60:0} min");
}
