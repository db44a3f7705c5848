using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The untried point with the greatest expected improvement over the best score that the model believes in: the best of many spread points and of some near the best,
/// each of which then climbs in ever smaller random steps. Points are snapped to values before they are judged, so that integers and choices are judged as what
/// would be trained (Garrido-Merchán and Hernández-Lobato 2020).
/// </summary>
internal sealed class MostPromising
{
    private const int SpreadPoints = 1000;
    private const int NearPoints = 200;
    private const int Climbers = 5;
    private const int Climbs = 80;
    private const double FirstStep = 0.1;
    private const double LastStep = 0.001;

    private readonly SearchSpace _space;
    private readonly GaussianProcess _model;
    private readonly HashSet<double[]> _taken;
    private readonly double _best;

    private MostPromising(SearchSpace space, GaussianProcess model, IReadOnlyList<double[]> points, HashSet<double[]> taken)
    {
        (_space, _model, _taken) = (space, model, taken);

        // Not the least score: with noise, that is the luckiest one.
        _best = points.Min(point => model.Predict(point).Mean);
    }

    /// <summary>The point; null when a finite space is used up.</summary>
    public static double[]? Of(
        SearchSpace space, GaussianProcess model, IReadOnlyList<double[]> points, CounterRandom random, HashSet<double[]> taken) =>
        new MostPromising(space, model, points, taken).Search(points, random);

    private double[]? Search(IReadOnlyList<double[]> points, CounterRandom random)
    {
        double[] incumbent = points.MinBy(point => _model.Predict(point).Mean)!;
        List<(double[] Point, double Gain)> seen = [];
        for (int index = 0; index < SpreadPoints; index++)
        {
            Add(Uniform(ref random));
        }

        for (int index = 0; index < NearPoints; index++)
        {
            Add(Neighbour(incumbent, StepAt(random.NextDouble()), ref random));
        }

        (double[] Point, double Gain)[] climbers = [.. seen.OrderByDescending(entry => entry.Gain).Take(Climbers)];
        if (climbers.Length == 0)
        {
            return RandomSearch.Draw(_space, random, _taken);
        }

        for (int climber = 0; climber < climbers.Length; climber++)
        {
            climbers[climber] = Climb(climbers[climber], ref random);
        }

        return climbers.MaxBy(entry => entry.Gain).Point;

        void Add(double[] point)
        {
            if (!_taken.Contains(point))
            {
                seen.Add((point, Gain(point)));
            }
        }
    }

    private (double[] Point, double Gain) Climb((double[] Point, double Gain) from, ref CounterRandom random)
    {
        for (int climb = 0; climb < Climbs; climb++)
        {
            double[] point = Neighbour(from.Point, StepAt(climb / (double)Climbs), ref random);
            if (!_taken.Contains(point) && Gain(point) is var gain && gain > from.Gain)
            {
                from = (point, gain);
            }
        }

        return from;
    }

    private double Gain(double[] point)
    {
        (double mean, double deviation) = _model.Predict(point);
        return ExpectedImprovement.LogOf(_best, mean, deviation);
    }

    private double[] Uniform(ref CounterRandom random)
    {
        double[] point = new double[_space.Dimensions.Count];
        for (int index = 0; index < point.Length; index++)
        {
            point[index] = random.NextDouble();
        }

        return _space.Snapped(point);
    }

    /// <summary>A point nearby: of every dimension with even odds, the place moves; one without an order, or with few values, may go anywhere.</summary>
    private double[] Neighbour(double[] point, double step, ref CounterRandom random)
    {
        double[] next = [.. point];
        int always = random.NextInt(point.Length);
        for (int index = 0; index < point.Length; index++)
        {
            (double normal, double anywhere, double odds) = (random.NextNormal(), random.NextDouble(), random.NextDouble());
            if (index == always || odds < 0.5)
            {
                SearchDimension dimension = _space.Dimensions[index];
                double reach = Math.Max(step, 0.7 / (dimension.Count ?? int.MaxValue));
                next[index] = dimension.IsNominal ? anywhere : Math.Clamp(point[index] + (reach * normal), 0, 1);
            }
        }

        return _space.Snapped(next);
    }

    private static double StepAt(double progress) => FirstStep * Math.Pow(LastStep / FirstStep, progress);
}
