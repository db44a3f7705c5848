using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The runs that variance components take beside the repeats of the baseline, in all of which every varying stream differs: for each stream, runs that share only it with a
/// repeat (pairs, for the first-order effect), and runs that differ from a repeat only in it (for the total effect).
/// </summary>
internal static class ComponentDesign
{
    /// <summary>Runs take their draws from here on, beyond the greatest number of repeats, so that none has draws of a repeat by accident.</summary>
    private const int FirstFreshRepeat = 1_000_000;

    /// <summary>The runs, stream by stream. With more pairs or bases than repeats, repeats serve more than once.</summary>
    public static IEnumerable<ComponentDraw> Of(VarianceComponentsOptions options, int repeats)
    {
        foreach (RandomStream stream in options.Streams)
        {
            for (int pair = 0; pair < options.Pairs; pair++)
            {
                yield return new ComponentDraw(stream, SharesOnly: true, pair % repeats);
            }

            for (int change = 0; change < options.Bases * options.Changes; change++)
            {
                yield return new ComponentDraw(stream, SharesOnly: false, change % Math.Min(options.Bases, repeats));
            }
        }
    }

    /// <summary>The seeds of a run.</summary>
    /// <param name="draw">What it has in common with a repeat.</param>
    /// <param name="number">Its number among the runs, which makes its new draws its own.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="vary">The streams that vary.</param>
    public static TrialSeeds SeedsOf(ComponentDraw draw, int number, int seed, IReadOnlyList<RandomStream> vary)
    {
        int fresh = FirstFreshRepeat + number;
        (int usual, int exception) = draw.SharesOnly ? (fresh, draw.Base) : (draw.Base, fresh);
        return new TrialSeeds(seed, usual, vary) { Exceptions = new Dictionary<RandomStream, int> { [draw.Stream] = exception } };
    }
}
