using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// What the mean log loss looks like around trained weights, over up to 1,000 clean training rows in evaluation mode, without penalties and class weights. The rows are
/// the first of the sample that epochs are measured on, the same for every repeat.
/// </summary>
/// <remarks>
/// The Hessian's products are exact. Central differences of gradients were tried first: on a small convolutional network with batch normalisation, steps of 1e-4, 3e-4
/// and 1e-3 of the weights' norm gave 90, 30 and 14, because relu and maximum pooling bend within the step.
/// </remarks>
internal static class LossLandscape
{
    /// <summary>The greatest number of rows.</summary>
    public const int Rows = 1000;

    /// <summary>The step counter of the first direction's draws: the stream <c>order</c> of repeat 0, at the epoch counter of measurements.</summary>
    private const int DirectionStep = 2;

    /// <summary>Measures a network, which it does not change.</summary>
    public static LandscapeMeasurement Measure(
        INeuralNetwork network, NetworkDescription description, SampleSet train, TrialSeeds seeds, CancellationToken cancellation)
    {
        int[] rows = EpochMeasurement.SampleRows(train, seeds, Rows);
        MeanGradient gradient = new(network, description, train, cancellation);
        CounterRandom draws = new(seeds.Seed, 0, RandomStream.Order, EpochPlan.MeasurementEpoch, DirectionStep);
        double[] start = new double[gradient.Count];
        for (int index = 0; index < start.Length; index++)
        {
            start[index] = draws.NextNormal();
        }

        return new LandscapeMeasurement(
            LargestEigenvalue.Of(start, direction => gradient.HessianProduct(rows, direction)), GradientNoise.Scale(gradient, rows));
    }
}

/// <summary>What was measured around trained weights.</summary>
/// <param name="Sharpness">The largest eigenvalue of the Hessian; null where it is not a finite number.</param>
/// <param name="NoiseScale">The simple noise scale in samples; null where the mean gradient cannot be told from 0.</param>
internal sealed record LandscapeMeasurement(double? Sharpness, double? NoiseScale);
