namespace MlPipelines.Studies;

/// <summary>
/// Candidates where a Gaussian process of the scores expects the greatest improvement (Jones et al. 1998; Snoek et al. 2012), after a few quasi-random ones.
/// </summary>
internal static class BayesianSearch
{
    /// <summary>The number of quasi-random candidates with which a search begins.</summary>
    public static int InitialCandidates(int dimensions) => Math.Max(4, dimensions + 1);

    /// <summary>The next points; fewer when a finite space is used up.</summary>
    /// <remarks>
    /// Of several at once, each is chosen as if those before it had scored what the model expects (the kriging believer of Ginsbourger et al. 2010): their surroundings
    /// are then known, and the next is sought elsewhere.
    /// </remarks>
    public static IReadOnlyList<double[]> Next(SearchSpace space, int seed, int count, IReadOnlyList<ScoredCandidate> earlier)
    {
        List<double[]> points = [.. earlier.Select(candidate => space.PointOf(candidate.Values))];
        HashSet<double[]> taken = new(points, PointComparer.Instance);
        double[]? observed = ObservedScores.Standardised(earlier);
        bool[] isNominal = [.. space.Dimensions.Select(dimension => dimension.IsNominal)];
        (KernelParameters Parameters, double Mean)? fit = null;
        List<double> scores = [.. observed ?? []];
        for (int number = earlier.Count; number < earlier.Count + count; number++)
        {
            double[]? point = observed is null || number < InitialCandidates(isNominal.Length)
                ? QuasiRandom(space, seed, number, taken)
                : MostPromising.Of(space, Model(number), points, SearchDraws.Proposals(seed, number), taken);
            if (point is null)
            {
                break;
            }

            points.Add(point);
            taken.Add(point);
        }

        return points[earlier.Count..];

        // The parameters are fitted to real scores only; believed ones would confirm them.
        GaussianProcess Model(int number)
        {
            fit ??= GaussianProcessFit.Of(points[..earlier.Count], observed!, isNominal, SearchDraws.Starts(seed, number));
            GaussianProcess model = Conditioned();
            while (scores.Count < points.Count)
            {
                scores.Add(model.Predict(points[scores.Count]).Mean);
                model = Conditioned();
            }

            return model;
        }

        GaussianProcess Conditioned() => new(points[..scores.Count], scores, isNominal, fit!.Value.Parameters, fit.Value.Mean);
    }

    /// <summary>A point of the sequence; where its values were already tried, a random one.</summary>
    private static double[]? QuasiRandom(SearchSpace space, int seed, int number, HashSet<double[]> taken)
    {
        double[] point = space.Snapped(QuasiRandomPoints.At(seed, number, space.Dimensions.Count));
        return taken.Contains(point) ? RandomSearch.Draw(space, SearchDraws.Point(seed, number), taken) : point;
    }
}
