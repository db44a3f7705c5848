namespace MlPipelines.Evaluation;

/// <summary>
/// The gain of one ensemble of all repeats over its members, with an interval that knows the seeds though there is one ensemble only: the jackknife over
/// members, <c>A = (R-1)/R sum_r (T_-r - mean)^2</c>, T_-r being the gain without member r, plus the rows' variance B of the gain itself. What seeds do to
/// single rows is in both, and the jackknife is too great rather than too small on average (Efron and Stein 1981), so the interval is wide rather
/// than narrow. With two variants it is the difference of their gains.
/// </summary>
/// <param name="Mean">The gain, or the difference of two.</param>
/// <param name="SeedVariance">A.</param>
/// <param name="RowVariance">B.</param>
/// <param name="Repeats">R.</param>
/// <param name="Rows">The test rows.</param>
internal sealed record EnsembleGain(double Mean, double SeedVariance, double RowVariance, int Repeats, int Rows)
{
    /// <summary>Leaving one of two out leaves no ensemble.</summary>
    public const int FewestRepeats = 3;

    /// <returns>Null where there is no ensemble of at least three members in each variant's common repeats.</returns>
    public static EnsembleGain? Of(VariantScores variant, VariantScores? against)
    {
        IEnumerable<int> all = variant.RepeatsWith(MeasurementNames.Test);
        int[] repeats = [.. against is null ? all : all.Intersect(against.RepeatsWith(MeasurementNames.Test))];
        if (repeats.Length < FewestRepeats || EnsembleMembers.Of(variant, repeats) is not { } members)
        {
            return null;
        }

        if (against is null)
        {
            return Of(members);
        }

        if (EnsembleMembers.Of(against, repeats) is not { } others)
        {
            return null;
        }

        double[] difference = [.. Jackknife(members).Zip(Jackknife(others), (one, two) => one - two)];
        return members.Samples == others.Samples
            ? Of([.. RowGains(members).Zip(RowGains(others), (one, two) => one - two)], difference)
            : Apart(Of(RowGains(members), difference), Of(RowGains(others), difference));
    }

    /// <summary>The gain of the ensemble of all these members, at least three.</summary>
    public static EnsembleGain Of(EnsembleMembers members) => Of(RowGains(members), Jackknife(members));

    public Interval Interval(double level)
    {
        double variance = SeedVariance + RowVariance;
        double denominator = (SeedVariance * SeedVariance / (Repeats - 1)) + (RowVariance * RowVariance / Math.Max(1, Rows - 1));
        double half = variance == 0 ? 0 : Quantiles.StudentT(level, variance * variance / denominator) * Math.Sqrt(variance);
        return new Interval(Mean - half, Mean + half, level);
    }

    private static EnsembleGain Of(double[] rows, double[] without)
    {
        double seeds = SampleSetScores.Variance(without) * (without.Length - 1) * (without.Length - 1) / without.Length;
        return new EnsembleGain(SampleSetScores.Mean(rows), seeds, SampleSetScores.Variance(rows) / rows.Length, without.Length, rows.Length);
    }

    /// <summary>Rows of their own each: their variances add up.</summary>
    private static EnsembleGain Apart(EnsembleGain one, EnsembleGain other) =>
        one with { Mean = one.Mean - other.Mean, RowVariance = one.RowVariance + other.RowVariance, Rows = Math.Min(one.Rows, other.Rows) };

    /// <summary>(rows): right as an ensemble less the share of members that are right.</summary>
    private static double[] RowGains(EnsembleMembers members) =>
        [.. members.Right(members.Sum(0, members.Count)).Zip(members.ShareRight(0, members.Count), (ensemble, single) => ensemble - single)];

    /// <summary>[member]: the gain of the ensemble of all others.</summary>
    private static double[] Jackknife(EnsembleMembers members)
    {
        double[] sum = members.Sum(0, members.Count);
        double[] own = [.. Enumerable.Range(0, members.Count).Select(member => SampleSetScores.Mean(members.ShareRight(member, 1)))];
        double[] gains = new double[members.Count];
        for (int member = 0; member < gains.Length; member++)
        {
            double[] others = [.. sum];
            members.Add(others, member, -1);
            gains[member] = SampleSetScores.Mean(members.Right(others)) - ((own.Sum() - own[member]) / (gains.Length - 1));
        }

        return gains;
    }
}
