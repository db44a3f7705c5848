using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>A function whose least value is known, in place of a training.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trials">The budget at which searches are compared.</param>
/// <param name="Space">Where it is searched.</param>
/// <param name="Least">Its least value in the space.</param>
/// <param name="Noise">The standard deviation of the noise that is added to what the search sees; regret is measured without.</param>
/// <param name="Value">Its value.</param>
internal sealed record SearchFunction(
    string Name, int Trials, IReadOnlyDictionary<string, SearchDimensionOptions> Space, double Least, double Noise, Func<JsonObject, double> Value)
{
    private static readonly double[,] s_hartmann3Scale = { { 3, 10, 30 }, { 0.1, 10, 35 }, { 3, 10, 30 }, { 0.1, 10, 35 } };
    private static readonly double[,] s_hartmann3Centre =
    {
        { 0.3689, 0.1170, 0.2673 }, { 0.4699, 0.4387, 0.7470 }, { 0.1091, 0.8732, 0.5547 }, { 0.0381, 0.5743, 0.8828 },
    };

    private static readonly double[,] s_hartmann6Scale =
    {
        { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 },
    };

    private static readonly double[,] s_hartmann6Centre =
    {
        { 0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886 }, { 0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991 },
        { 0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650 }, { 0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381 },
    };

    /// <summary>Branin: three equal minima in two dimensions.</summary>
    public static SearchFunction Branin { get; } = new(
        "Branin, 2 dimensions", 25, Box((-5, 10), (0, 15)), 0.397887, 0, values => BraninAt(Numbers(values)));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SearchFunction> All { get; } =
    [
        Branin,
        Branin with { Name = "Branin with noise of deviation 5", Noise = 5 },
        new("Hartmann, 3 dimensions", 25, Box((0, 1), (0, 1), (0, 1)), -3.86278, 0, values => Hartmann(Numbers(values), s_hartmann3Scale, s_hartmann3Centre)),
        new(
            "Hartmann, 6 dimensions", 40, Box((0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 1)), -3.32237, 0,
            values => Hartmann(Numbers(values), s_hartmann6Scale, s_hartmann6Centre)),
        new("Rosenbrock, 4 dimensions", 40, Box((-2, 2), (-2, 2), (-2, 2), (-2, 2)), 0, 0, values => Rosenbrock(Numbers(values))),
        new("Ackley, 4 dimensions", 40, Box((-5, 10), (-5, 10), (-5, 10), (-5, 10)), 0, 0, values => Ackley(Numbers(values))),
        new("rate (log), units (log integer), kind (choice)", 25, Mixed, 0.1, 0, MixedAt),
    ];

    private static Dictionary<string, SearchDimensionOptions> Mixed => new()
    {
        ["rate"] = new() { LogUniform = [1e-5, 1] },
        ["units"] = new() { LogUniformInteger = [4, 512] },
        ["kind"] = new() { Choice = ["sgd", "momentum", "adam", "rmsProp"] },
    };

    /// <summary>Each kind has its own best rate, as optimisers do; more units need a smaller one; too great a rate is ten times worse.</summary>
    private static double MixedAt(JsonObject values)
    {
        (double centre, double floor) = values["kind"]!.GetValue<string>() switch
        {
            "sgd" => (-1.0, 0.25),
            "momentum" => (-2.0, 0.18),
            "adam" => (-3.0, 0.1),
            _ => (-3.3, 0.14),
        };
        double units = Math.Log2(values["units"]!.GetValue<int>());
        double off = Math.Log10(values["rate"]!.GetValue<double>()) - centre + (0.15 * (units - 6));
        return floor + (0.02 * (units - 6) * (units - 6)) + (off > 0 ? 0.3 * off * off * (1 + (3 * off)) : 0.08 * off * off);
    }

    private static double BraninAt(double[] x)
    {
        double arc = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (arc * arc) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    private static double Hartmann(double[] x, double[,] scale, double[,] centre)
    {
        double[] heights = [1, 1.2, 3, 3.2];
        double sum = 0;
        for (int hill = 0; hill < heights.Length; hill++)
        {
            double distance = 0;
            for (int index = 0; index < x.Length; index++)
            {
                distance += scale[hill, index] * (x[index] - centre[hill, index]) * (x[index] - centre[hill, index]);
            }

            sum -= heights[hill] * Math.Exp(-distance);
        }

        return sum;
    }

    private static double Rosenbrock(double[] x) => Enumerable.Range(0, x.Length - 1)
        .Sum(index => (100 * Math.Pow(x[index + 1] - (x[index] * x[index]), 2)) + Math.Pow(1 - x[index], 2));

    private static double Ackley(double[] x) => 20 + Math.E
        - (20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(entry => entry * entry))))
        - Math.Exp(x.Average(entry => Math.Cos(2 * Math.PI * entry)));

    private static double[] Numbers(JsonObject values) => [.. Enumerable.Range(1, values.Count).Select(index => values[Axis(index)]!.GetValue<double>())];

    private static Dictionary<string, SearchDimensionOptions> Box(params (double Lower, double Upper)[] bounds) => bounds
        .Select((bound, index) => (Path: Axis(index + 1), Options: new SearchDimensionOptions { Uniform = [bound.Lower, bound.Upper] }))
        .ToDictionary(entry => entry.Path, entry => entry.Options);

    private static string Axis(int index) => FormattableString.Invariant($"x{index}");
}
