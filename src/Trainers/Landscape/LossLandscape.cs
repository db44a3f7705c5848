using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// What the mean log loss looks like around trained weights, over up to 1,000 clean training rows in evaluation mode, without penalties and class weights. The rows are
/// the first of the sample that epochs are measured on, the same for every repeat.
/// </summary>
internal static class LossLandscape
{
    /// <summary>The greatest number of rows.</summary>
    public const int Rows = 1000;

    /// <summary>
    /// The length of the step of central differences as a share of the weights' norm. Measured with 32-bit gradients: a step ten times as long or a fifth as long changed the
    /// sharpness of smooth networks by less than 1%; below that rounding shows. Where relu bends within the step, its bends count as curvature.
    /// </summary>
    public const double RelativeStep = 1e-3;

    /// <summary>The step counter of the first direction's draws: the stream <c>order</c> of repeat 0, at the epoch counter of measurements.</summary>
    private const int DirectionStep = 2;

    /// <summary>Measures a network, whose weights are the same afterwards.</summary>
    public static LandscapeMeasurement Measure(
        INeuralNetwork network, NetworkDescription description, SampleSet train, TrialSeeds seeds, CancellationToken cancellation)
    {
        int[] rows = EpochMeasurement.SampleRows(train, seeds, Rows);
        MeanGradient gradient = new(network, description, train, cancellation);
        double? noise = GradientNoise.Scale(gradient, rows);
        NamedWeights weights = network.GetWeights();
        try
        {
            return new LandscapeMeasurement(Sharpness(network, weights, gradient, rows, seeds), noise);
        }
        finally
        {
            network.SetWeights(weights);
        }
    }

    private static double? Sharpness(INeuralNetwork network, NamedWeights weights, MeanGradient gradient, int[] rows, TrialSeeds seeds)
    {
        FlatWeights flat = new(weights, gradient.Names);
        double norm = Math.Sqrt(flat.Values.Sum(value => value * value));
        double step = RelativeStep * (norm > 0 ? norm : 1);
        CounterRandom draws = new(seeds.Seed, 0, RandomStream.Order, EpochPlan.MeasurementEpoch, DirectionStep);
        double[] start = new double[flat.Values.Length];
        for (int index = 0; index < start.Length; index++)
        {
            start[index] = draws.NextNormal();
        }

        return LargestEigenvalue.Of(start, direction =>
        {
            network.SetWeights(flat.Moved(direction, step));
            double[] product = gradient.Over(rows);
            network.SetWeights(flat.Moved(direction, -step));
            double[] below = gradient.Over(rows);
            for (int index = 0; index < product.Length; index++)
            {
                product[index] = (product[index] - below[index]) / (2 * step);
            }

            return product;
        });
    }
}

/// <summary>What was measured around trained weights.</summary>
/// <param name="Sharpness">The largest eigenvalue of the Hessian; null where it is not a finite number.</param>
/// <param name="NoiseScale">The simple noise scale in samples; null where the mean gradient cannot be told from 0.</param>
internal sealed record LandscapeMeasurement(double? Sharpness, double? NoiseScale);
