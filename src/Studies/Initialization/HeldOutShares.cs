using System.Globalization;

namespace MlPipelines.Studies;

/// <summary>How many samples the default shares hold out, and what a test set of a size can tell.</summary>
internal static class HeldOutShares
{
    /// <summary>The default of <c>data.split.test</c>.</summary>
    public const double Test = 0.2;

    /// <summary>The default of <c>data.split.validation</c>.</summary>
    public const double Validation = 0.15;

    /// <summary>The samples of each set.</summary>
    /// <param name="samples">Samples of the training source.</param>
    /// <param name="separateTest">Samples of a test source, or null.</param>
    public static (int Training, int Validation, int Test) Of(int samples, int? separateTest)
    {
        int test = separateTest ?? (int)Math.Round(samples * Test);
        int rest = separateTest is null ? samples - test : samples;
        int validation = (int)Math.Round(rest * Validation);
        return (Math.Max(1, rest - validation), validation, test);
    }

    /// <summary>
    /// The half-width of the 95% interval of an accuracy near 0.9, normal approximation: what the finite test set alone makes uncertain.
    /// </summary>
    public static string Precision(int testSamples)
    {
        double points = 100 * 1.96 * Math.Sqrt(0.9 * 0.1 / Math.Max(1, testSamples));
        return string.Create(CultureInfo.InvariantCulture, $"about {testSamples:N0} test samples tell an accuracy of 90% to within {points:0.#} points");
    }
}
