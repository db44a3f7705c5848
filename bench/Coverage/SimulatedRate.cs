using System.Globalization;
using MathNet.Numerics.Distributions;

namespace MlPipelines.Bench;

/// <summary>How often something held in simulated draws, with exact binomial bounds (Clopper and Pearson 1934) of the rate.</summary>
internal sealed record SimulatedRate(string What, int Draws, int Hits)
{
    public double Rate => Hits / (double)Draws;

    public double Lower => Hits == 0 ? 0 : Beta.InvCDF(Hits, Draws - Hits + 1, 0.025);

    public double Upper => Hits == Draws ? 1 : Beta.InvCDF(Hits + 1, Draws - Hits, 0.975);

    public static SimulatedRate Of(string what, int draws, Func<int, bool> holds) =>
        new(what, draws, Enumerable.Range(0, draws).AsParallel().Count(holds));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{What,-66} {100 * Rate,6:0.0}%  ({100 * Lower:0.0} to {100 * Upper:0.0})");
}
