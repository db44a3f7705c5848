namespace MlPipelines.Evaluation;

/// <summary>Quantiles of the reference distributions of the intervals.</summary>
internal static class Quantiles
{
    /// <summary>From here on Student's t and the normal distribution agree to seven digits.</summary>
    private const double ManyDegrees = 1e7;

    /// <summary>The two-sided standard normal quantile: 1.96 for a level of 0.95.</summary>
    public static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + level) / 2);

    /// <summary>The two-sided quantile of Student's t.</summary>
    public static double StudentT(double level, double degreesOfFreedom) =>
        degreesOfFreedom > ManyDegrees ? Normal(level) : MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + level) / 2);

    /// <summary>Two-sided p of Student's t.</summary>
    public static double StudentTP(double t, double degreesOfFreedom) =>
        Math.Min(1, 2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, Math.Min(degreesOfFreedom, ManyDegrees), -Math.Abs(t)));
}
