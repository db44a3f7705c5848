using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// How far the configured learning rate lies from what a range test says. A rate far from the suggestion is a symptom, not a cause: the measured effect decides.
/// </summary>
internal static class RangeTestReading
{
    /// <summary>
    /// A rate is too low for sure only below the suggestion by more than this factor. Measured by <c>learning-rates</c> in bench (Adam, SGD with momentum 0.9; perceptrons
    /// on four tables and on Fashion-MNIST, a small CNN on Fashion-MNIST; 24 range tests): the highest rate that cost over 2 points by being too low lay at least 2.5 times below
    /// the suggestion in 22 of them (median 13); in two, on tables, the test suggested next to nothing. Good rates lay up to 335 times below it where the task is easy.
    /// </summary>
    public const double Below = 2;

    /// <summary>
    /// The same for rates above the suggestion: the lowest one that cost over 2 points by being too high lay at least 5.5 times above it in 19 of the 20 tests with such a
    /// rate, and as high as the suggestion in one. Good rates lay up to 100 times above it.
    /// </summary>
    public const double Above = 5;

    /// <summary>The smoothed loss trails by a quarter of a decade (<see cref="RangeTestConclusion"/>), so a training diverges at up to 1.8 times less than where the test says so.</summary>
    public const double Trail = 1.78;

    /// <summary>Whether the configured rate lies far below the suggestion; null without one.</summary>
    public static bool? IsFarBelow(RangeTestResult? test) => test?.Suggested is { } suggested ? test.Configured * Below <= suggested : null;

    /// <summary>Whether the configured rate lies far above the suggestion, or where the loss diverges; null without a test that says either.</summary>
    public static bool? IsFarAbove(RangeTestResult? test) => test switch
    {
        { DivergesAt: { } diverges } when diverges <= Trail * test.Configured => true,
        { Suggested: { } suggested } => test.Configured >= Above * suggested,
        _ => null,
    };

    /// <summary>What the test says, with its numbers.</summary>
    public static string Sentence(RangeTestResult test)
    {
        string suggested = test.Suggested is { } rate
            ? Text($"suggests {rate:G3}, {Times(test.Configured, rate)} the configured {test.Configured:G3}")
            : Text($"suggests no rate beside the configured {test.Configured:G3}");
        return test.DivergesAt is { } diverges ? Text($"The range test {suggested}; its loss diverges at {diverges:G3}.") : $"The range test {suggested}.";
    }

    private static string Times(double configured, double suggested) => suggested >= configured
        ? Text($"{suggested / configured:0.#} times")
        : Text($"1/{configured / suggested:0.#} of");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
