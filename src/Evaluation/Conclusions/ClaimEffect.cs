namespace MlPipelines.Evaluation;

/// <summary>What was measured of a claim: the metric of its variant minus that of the other, or minus the value it is compared with.</summary>
/// <param name="Mean">The effect, not turned.</param>
/// <param name="At">Its interval at a level.</param>
/// <param name="Repeats">The repeats it rests on.</param>
/// <param name="Advice">What would decide it: (difference to tell apart, fewest repeats of the sign-flip test) → a sentence.</param>
internal sealed record ClaimEffect(double Mean, Func<double, Interval> At, int Repeats, Func<double, int, string> Advice)
{
    /// <summary>Whether nothing is known of other seeds, so that nothing can be decided.</summary>
    public bool SeedsUnknown { get; init; }

    /// <summary>Two-sided p of the crossed interval for a paired difference, not corrected; otherwise null.</summary>
    public double? P { get; init; }

    /// <summary>Sign-flip p over repeats for a paired difference; null where seeds cannot be tested.</summary>
    public double? SeedP { get; init; }

    /// <summary>Moves the effect: what is compared with a value is its difference from that value.</summary>
    public ClaimEffect Minus(double value) => this with
    {
        Mean = Mean - value,
        At = level => At(level) is var interval ? new Interval(interval.Lower - value, interval.Upper - value, level) : interval,
    };
}
