using System.Globalization;

namespace MlPipelines.Studies;

/// <summary>
/// How long a study takes, from the number of its multiplications, so that the answer is the same on every machine and in every moment. The rates were measured on two cores of a Xeon server
/// (x86-64, AVX-512): trainings of the networks that <c>init</c> proposes came within a factor of two of them. Another machine may be several times faster or slower.
/// </summary>
/// <param name="TrialSeconds">Seconds of one trial on one core.</param>
/// <param name="Trials">The number of trials.</param>
internal sealed record RunCost(double TrialSeconds, int Trials)
{
    /// <summary>The trials that run side by side in the estimate.</summary>
    public const int Workers = 2;

    /// <summary>A process starts, loads its libraries, opens the data, and measures and writes what it found.</summary>
    private const double SecondsOfStart = 3;

    /// <summary>Multiply-adds of a network per second on one core.</summary>
    private const double Rate = 20e9;

    /// <summary>Copying, augmenting and normalising one sample; and one step of the optimiser.</summary>
    private const double SecondsPerSample = 25e-6;
    private const double SecondsPerStep = 1.2e-3;

    /// <summary>The backward pass takes twice the forward pass.</summary>
    private const double TrainingFactor = 3;

    /// <summary>The fixed training samples that every epoch is measured on.</summary>
    private const int CleanSample = 1000;

    /// <summary>The whole study.</summary>
    public TimeSpan Total => TimeSpan.FromSeconds(Math.Ceiling((double)Trials / Workers) * TrialSeconds);

    /// <summary>The cost of training a network.</summary>
    /// <param name="multiplications">Multiply-adds of one sample forward.</param>
    /// <param name="training">Training samples.</param>
    /// <param name="others">Validation and test samples.</param>
    /// <param name="epochs">Epochs.</param>
    /// <param name="batch">Samples of a step.</param>
    /// <param name="trials">Trials.</param>
    public static RunCost OfNetwork(double multiplications, int training, int others, int epochs, int batch, int trials)
    {
        double perSample = multiplications / Rate;
        double trained = (double)training * epochs;
        double measured = (Math.Min(training, CleanSample) + (others / 2.0)) * epochs;
        double seconds = SecondsOfStart
            + (trained * ((TrainingFactor * perSample) + SecondsPerSample))
            + (trained / batch * SecondsPerStep)
            + ((measured + training + others) * (perSample + SecondsPerSample));
        return new RunCost(seconds, trials);
    }

    /// <summary>Two costs of one study: one after the other.</summary>
    public RunCost And(RunCost other) =>
        new(((TrialSeconds * Trials) + (other.TrialSeconds * other.Trials)) / (Trials + other.Trials), Trials + other.Trials);

    /// <summary>A duration as an estimate is told: half minutes below five, whole ones above.</summary>
    public static string Text(TimeSpan time) => time.TotalMinutes switch
    {
        < 0.75 => "half a minute",
        < 1.25 => "a minute",
        < 5 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes * 2, MidpointRounding.AwayFromZero) / 2:0.#} minutes"),
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes, MidpointRounding.AwayFromZero):0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours"),
    };
}
