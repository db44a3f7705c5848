namespace MlPipelines.Evaluation;

/// <summary>What a second look at the open causes of a diagnosis has to be planned for.</summary>
public static class SecondLook
{
    /// <summary>How often the causes are judged where there is a second look; each time at its share of the level.</summary>
    public const int Looks = 2;

    /// <summary>The standard normal's 80% point: the power that is planned for (statistics, section 8).</summary>
    private const double Power = 0.84;

    /// <summary>
    /// How many standard errors beyond the smallest effect an effect has to lie to be shown with 80% power: what the look's share of the level asks of the surest of all causes that an estimate decides
    /// (Holm's first step), and 0.84.
    /// </summary>
    /// <param name="diagnosis">The first look.</param>
    public static double Distance(DiagnosisResult diagnosis)
    {
        int estimated = Math.Max(1, diagnosis.Findings.Count(finding => finding.EffectInterval is not null || finding.GapInterval is not null));

        // Findings are judged one-sided.
        return Quantiles.Normal(1 - (2 * Arbiter.Level / Looks / estimated)) + Power;
    }
}
