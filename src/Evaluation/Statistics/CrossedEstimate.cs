namespace MlPipelines.Evaluation;

/// <summary>
/// The one rule of the intervals: a statistic T_r = sum over sample sets g of mean_i Z^g_ri, measured in R repeats (r) on the same rows (i), has
/// <c>A = var_r(T_r)/R</c>, <c>B_g = var_i(mean_r Z^g_ri)/n_g</c>, <c>C_g = residual mean square_g/(R n_g)</c>,
/// <c>V = max(A + sum B - sum C, A, sum B)</c> (sets whose rows are redrawn bring what their rows alone vary to the last of the three) and <c>df = V^2 / (A^2/(R-1) + sum B_g^2/(n_g-1))</c> (Satterthwaite 1946). A alone knows only the seeds and B alone
/// only the rows; both carry the interaction, which is taken out once.
/// <para>
/// With a varying split A becomes <c>s^2 (1/R + rho)</c>, rho = held-out rows / training rows, because training sets of different repeats overlap (Nadeau and
/// Bengio 2003); sets whose rows are redrawn are part of s^2, and only sets that stay the same bring B and C.
/// </para>
/// </summary>
internal sealed class CrossedEstimate
{
    private readonly double _seedVariance;
    private readonly double _rowVariance;
    private readonly double _interactionVariance;

    private CrossedEstimate(IReadOnlyList<SampleSetScores> sets, double[] values, double heldOutRatio)
    {
        Values = values;
        Mean = SampleSetScores.Mean(values);
        Sets = [.. sets.Select(RowVariance.Of)];
        HeldOutRatio = heldOutRatio;
        RepeatsAreIdentical = values.Length > 1 && sets.All(set => set.RepeatsAreIdentical());
        RepeatVariance = RepeatsAreIdentical ? 0 : SampleSetScores.Variance(values);
        _seedVariance = RepeatVariance * ((1.0 / values.Length) + heldOutRatio);
        _rowVariance = Sets.Sum(set => set.B);
        _interactionVariance = Sets.Sum(set => set.C);
        double redrawn = sets.Where(set => set.RowsChange).Sum(RedrawnRows.Least);
        Variance = Math.Max(_seedVariance + _rowVariance - _interactionVariance, Math.Max(_seedVariance, _rowVariance + redrawn));
        DegreesOfFreedom = Freedom(Variance, _seedVariance);
    }

    /// <summary>T_r.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The mean of T_r over repeats.</summary>
    public double Mean { get; }

    /// <summary>V: the variance of the mean over seeds and rows.</summary>
    public double Variance { get; }

    /// <summary>The degrees of freedom of V.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>The parts of each sample set.</summary>
    public IReadOnlyList<RowVariance> Sets { get; }

    /// <summary>Nadeau and Bengio's rho; 0 with a fixed split.</summary>
    public double HeldOutRatio { get; }

    /// <summary>s^2: sample variance of T_r.</summary>
    public double RepeatVariance { get; }

    /// <summary>Whether seeds make no difference to any row: the effective number of repeats is 1, and only rows are uncertain.</summary>
    public bool RepeatsAreIdentical { get; }

    /// <summary>Whether there is one repeat only: the estimate knows the rows and not the seeds.</summary>
    public bool SeedsUnknown => Values.Count == 1;

    /// <summary>s2R: what seeds do to all rows alike, clipped at 0.</summary>
    public double BetweenRepeats => Math.Max(0, RepeatVariance - (Values.Count * _interactionVariance));

    /// <summary>
    /// The variance of a single run's value over seeds and rows: <c>s2R + sum_g (s2I_g + s2RI_g)/n_g</c>. Redrawn rows are in s2R. Null when seeds are unknown.
    /// </summary>
    public double? SingleRunVariance =>
        SeedsUnknown ? null : BetweenRepeats + Sets.Sum(set => (set.BetweenRows + set.Interaction) / set.Rows);

    /// <summary>
    /// Half of the range in which a single run lies around the truth, by luck of its seed and rows: <c>t sqrt(single-run variance)</c>. Student's t
    /// and not 1.96, because s^2 is itself known from R runs only: with 1.96 the range held 88% of new runs at 5 repeats and 92% at 10
    /// where seeds dominate (the measurement <c>coverage</c> in bench). Null when seeds are unknown.
    /// </summary>
    public double? SingleRunHalfWidth(double level = 0.95) => SingleRunVariance switch
    {
        null => null,
        0 => 0,
        { } variance => Quantiles.StudentT(level, Freedom(variance, RepeatVariance)) * Math.Sqrt(variance),
    };

    /// <param name="sets">The sample sets, each with the same repeats.</param>
    /// <param name="heldOutRatio">Nadeau and Bengio's rho where the split varies; 0 where it is fixed.</param>
    public static CrossedEstimate Of(IReadOnlyList<SampleSetScores> sets, double heldOutRatio = 0)
    {
        int repeats = sets[0].Repeats.Length;
        double[] values = new double[repeats];
        foreach (SampleSetScores set in sets)
        {
            double[] means = set.Means();
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                values[repeat] += means[repeat];
            }
        }

        return new CrossedEstimate(sets, values, heldOutRatio);
    }

    /// <summary>mean ± t sqrt(V).</summary>
    public Interval Interval(double level = 0.95)
    {
        double half = Variance == 0 ? 0 : Quantiles.StudentT(level, DegreesOfFreedom) * Math.Sqrt(Variance);
        return new Interval(Mean - half, Mean + half, level);
    }

    /// <summary>Two-sided p of "the mean is 0".</summary>
    public double PValue() =>
        Variance == 0 ? (Mean == 0 ? 1 : 0) : Quantiles.StudentTP(Mean / Math.Sqrt(Variance), DegreesOfFreedom);

    /// <summary>Satterthwaite's degrees of freedom of a variance that is made of one between repeats and those between rows.</summary>
    private double Freedom(double variance, double betweenRepeats)
    {
        double denominator = Values.Count < 2 ? 0 : betweenRepeats * betweenRepeats / (Values.Count - 1);
        denominator += Sets.Where(set => set.Rows > 1).Sum(set => set.B * set.B / (set.Rows - 1));
        return denominator == 0 ? double.PositiveInfinity : variance * variance / denominator;
    }
}
