namespace MlPipelines.Evaluation;

/// <summary>
/// What a rule says about its cause, before the arbiter has corrected for the number of causes and divided the gap. A judgement is decided as a matter of fact
/// (<see cref="Decided"/>), or by an estimate against the smallest effect (<see cref="Estimate"/>), or neither: then it is undecided, or not examined.
/// </summary>
internal sealed record CauseJudgement
{
    public required string Cause { get; init; }

    /// <summary>The state where it is a matter of fact: a count, a symptom that is not there. Null where an estimate decides.</summary>
    public FindingState? Decided { get; init; }

    /// <summary>What decides against the smallest effect; null when the cause is a matter of fact, or nothing was measured.</summary>
    public CauseEstimate? Estimate { get; init; }

    /// <summary>What the estimate has to exceed surely, a fraction; null for the smallest effect. Less only where the cause is there as a matter of fact and its best estimate is above the smallest effect; the other causes are then no reason to ask for more.</summary>
    public double? Limit { get; init; }

    /// <summary>What the cause owns of the gap; null when it owns nothing.</summary>
    public GapShare? Gap { get; init; }

    /// <summary>Metric without the cause minus the metric as is, on identical test rows; null until measured.</summary>
    public CauseEstimate? Effect { get; init; }

    /// <summary>The metric of the effect.</summary>
    public string Metric { get; init; } = "accuracy";

    public IReadOnlyList<string> Evidence { get; init; } = [];

    public IReadOnlyList<string> Against { get; init; } = [];

    public IReadOnlyList<string> Excluded { get; init; } = [];

    public string? Advice { get; init; }

    /// <summary>A judgement without what it takes to judge.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="missing">What is missing, as a part of a sentence.</param>
    public static CauseJudgement NotExamined(string cause, string missing) =>
        new() { Cause = cause, Decided = FindingState.NotExamined, Against = [$"Not examined: {missing}."] };

    /// <summary>A judgement by a symptom that is not there.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="because">Why not, whole sentences.</param>
    public static CauseJudgement Absent(string cause, params IReadOnlyList<string> because) =>
        new() { Cause = cause, Decided = FindingState.Absent, Against = because };
}

/// <summary>What is known about a cause.</summary>
internal enum FindingState
{
    Present,
    Absent,
    Undecided,
    NotExamined,
}

/// <summary>What a cause owns of a part of the gap.</summary>
/// <param name="Part"><c>generalisation</c>, <c>skew</c> or <c>shift</c>.</param>
/// <param name="Estimate">Its points.</param>
internal sealed record GapShare(string Part, CauseEstimate Estimate);
