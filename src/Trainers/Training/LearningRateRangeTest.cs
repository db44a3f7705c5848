using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// The learning-rate range test (Smith 2017, "Cyclical learning rates for training neural networks"): the batches of training, epoch after epoch, at a rate that grows
/// by the same factor from step to step. The schedule, early stopping and held-out sets play no part.
/// </summary>
/// <remarks>
/// It ends with the first loss that is not finite, or when the smoothed loss exceeds four times its least value: fast.ai's rule, whose smoothing is an
/// exponential mean with weight 0.98, divided by the sum of its weights.
/// </remarks>
internal static class LearningRateRangeTest
{
    private const double Smoothing = 0.98;
    private const double Diverged = 4;

    /// <summary>Runs the test.</summary>
    public static IReadOnlyList<RangeTestStep> Run(
        INeuralEngine engine, TrainingOptions training, NetworkOptions options, RangeTestOptions range, PreparedData data, TrialSeeds seeds, CancellationToken cancellation)
    {
        (NetworkDescription description, INeuralNetwork network) = NetworkTraining.Build(engine, training, options, data, seeds);
        using INeuralNetwork owned = network;
        BatchFeed feed = new(description, data, seeds, BatchFeed.CapacityFor(training, description, data, seeds));
        float[] classWeights = ClassLossWeights.Of(training, data.Train.Labels, data.Classes);
        LossWatch watch = new();
        List<RangeTestStep> steps = [];
        bool goesOn = true;
        for (int epoch = 0; goesOn; epoch++)
        {
            EpochPlan plan = EpochPlan.Of(data.Train, description.Classes, training, seeds, epoch);
            feed.Run(
                plan, epoch, first: 0, augment: true, classWeights,
                (_, batch) =>
                {
                    double rate = RateAt(range, steps.Count);
                    double loss = Mean(network.TrainStep(batch, rate).Losses.AsSpan(0, batch.Count));
                    TrainingMeter.Trained.Add(batch.Count);
                    steps.Add(new RangeTestStep(rate, loss));
                    return goesOn = steps.Count < range.Steps && !watch.HasDiverged(loss);
                },
                cancellation);
        }

        return steps;
    }

    /// <summary>The rate of a step: minimum (maximum / minimum)^(step / (steps - 1)), exact at both ends.</summary>
    internal static double RateAt(RangeTestOptions range, int step) => step == range.Steps - 1
        ? range.Maximum
        : range.Minimum * Math.Pow(range.Maximum / range.Minimum, step / (range.Steps - 1.0));

    private static double Mean(ReadOnlySpan<float> losses)
    {
        double sum = 0;
        foreach (float loss in losses)
        {
            sum += loss;
        }

        return sum / losses.Length;
    }

    /// <summary>Says when a loss has left the range in which a rate can be chosen.</summary>
    internal sealed class LossWatch
    {
        private double _sum;
        private double _weights;
        private double _least = double.PositiveInfinity;

        /// <summary>Takes in the loss of a step.</summary>
        public bool HasDiverged(double loss)
        {
            _sum = (Smoothing * _sum) + ((1 - Smoothing) * loss);
            _weights = (Smoothing * _weights) + (1 - Smoothing);
            double smoothed = _sum / _weights;
            _least = Math.Min(_least, smoothed);
            return !double.IsFinite(loss) || smoothed > Diverged * _least;
        }
    }
}
