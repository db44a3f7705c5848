namespace MlPipelines.Evaluation;

/// <summary>
/// Whether a loss oscillates: it is unsteady beside its own mean and beside the loss of guessing, and it does rise. Each of the three alone is met by
/// sound trainings: nearly memorised samples
/// have a loss that is unsteady beside next to nothing, a fast fall has second differences and no rise, and batch noise rises a little.
/// <para>
/// Calibrated on perceptrons (784-64-10, relu) on 250 and 1,000 images of Fashion-MNIST, 20 and 12 epochs in batches of 32, dropout 0 and 0.5, two
/// seeds each: SGD at 0.01 and 0.05, momentum
/// SGD at 0.01, Adam at 0.0003 and 0.001 never pass the three limits; on 250 images SGD at 0.5 and 1 and momentum SGD at 0.1 and 0.3 pass them in 13
/// of 16 trainings.
/// </para>
/// </summary>
internal static class LossOscillation
{
    private const double OfMean = 0.1;
    private const double OfGuess = 0.05;
    private const double LeastRises = 0.25;

    /// <param name="curve">The loss by epoch.</param>
    /// <param name="classes">The number of classes: guessing among them has the loss ln(classes).</param>
    public static bool IsUnsteady(LossCurve curve, int classes) =>
        curve.Oscillation > OfMean && curve.RootMeanSquare > OfGuess * Math.Log(classes) && curve.Rises >= LeastRises;
}
