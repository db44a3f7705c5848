using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The draws of a search: of the stream <c>sampling</c> and repeat 0, at epochs below 0, which no training has. The step is the candidate's number, so that a candidate
/// does not depend on how many were asked for at once, nor on when.
/// </summary>
internal static class SearchDraws
{
    /// <summary>The point of a candidate of random search.</summary>
    public static CounterRandom Point(int seed, int number) => At(seed, -1, number);

    /// <summary>The digit permutations of the quasi-random points with which a Bayesian search begins; one for each dimension.</summary>
    public static CounterRandom Digits(int seed, int dimension) => At(seed, -2, dimension);

    /// <summary>Where the fit of a model begins.</summary>
    public static CounterRandom Starts(int seed, int number) => At(seed, -3, number);

    /// <summary>The points among which the greatest expected improvement is sought.</summary>
    public static CounterRandom Proposals(int seed, int number) => At(seed, -4, number);

    private static CounterRandom At(int seed, int purpose, int step) => new(seed, 0, RandomStream.Sampling, purpose, step);
}
