using System.Globalization;

namespace MlPipelines.Audits;

/// <summary>Says in words how the test path differs from the training path, from what straight lines between their values leave over.</summary>
internal static class PathDifference
{
    /// <summary>
    /// The share of variance that a line may leave and still be the whole story. Normalisations of this program leave less than 1e-11 (32-bit rounding), other resizing of
    /// the shipped images more than 1e-3: <c>PathDifferenceTests</c> measures both.
    /// </summary>
    private const double Exact = 1e-6;

    /// <summary>The share up to which both paths are taken to show the same image: a correlation of 0.5, Cohen's (1988) limit of a large one.</summary>
    private const double SameImage = 0.75;

    /// <summary>Reversed channels must leave this much less than channels in order; in images without colour both leave the same. Chosen here.</summary>
    private const double Better = 0.9;

    /// <summary>A scale or shift below this is rounding: relative to 1, and to the standard deviation. Chosen here.</summary>
    private const double Negligible = 1e-3;

    /// <summary>
    /// Where resizing differs, scale and shift are read off the ranges of values, which resizing hardly changes: they are told beyond a quarter of the scale, and a fifth of
    /// the range. Chosen here.
    /// </summary>
    private const double ScaleByRange = 1.25, ShiftByRange = 0.2;

    /// <summary>Scales and shifts of channels that are this near one another, relative to the greatest, are told as one number there. Chosen here.</summary>
    private const double AlikeByRange = 0.2;

    /// <summary>The differences, joined by commas: <c>channels in reverse order, scaled by 0.00392</c>.</summary>
    public static string Words(PathComparison paths)
    {
        int[] channels = [.. Enumerable.Range(0, paths.Channels)];
        ChannelLine[] inOrder = [.. channels.Select(channel => paths.Line(channel, reversed: false))];
        ChannelLine[] reversed = [.. channels.Select(channel => paths.Line(channel, reversed: true))];
        bool isReversed = paths.Channels == 3 && Residual(paths, reversed) < Better * Residual(paths, inOrder);
        ChannelLine[] lines = isReversed ? reversed : inOrder;
        List<string> words = isReversed ? ["channels in reverse order"] : [];
        if (lines.All(line => line.Residual <= Exact))
        {
            // Channels that change places before each is normalised by its own statistics: the way there and the way back undo one another.
            if (!isReversed || !channels.All(channel => UndoOneAnother(paths, lines, channel)))
            {
                bool isShifted = channels.Any(channel => Math.Abs(lines[channel].Offset) > Negligible * Deviation(paths, channel));
                words.AddRange(Linear(lines, lines.Any(line => Math.Abs(line.Scale - 1) > Negligible), isShifted, values => Numbers(values, Negligible, "G3")));
            }
        }
        else
        {
            ChannelLine[] ranges = [.. channels.Select(channel => ByRange(paths, channel, isReversed))];
            bool isScaled = ranges.Any(line => line.Scale is > ScaleByRange or < 1 / ScaleByRange);
            bool isShifted = channels.Any(channel => Math.Abs(ranges[channel].Offset) > ShiftByRange * Range(paths.Test, channel));
            words.AddRange(Linear(ranges, isScaled, isShifted, values => "about " + Numbers(values, AlikeByRange, "G2")));
            words.Add(Residual(paths, lines) <= SameImage ? "other resizing" : "other content at the same places");
        }

        return words.Count == 0 ? "rounding" : string.Join(", ", words);
    }

    private static double Residual(PathComparison paths, ChannelLine[] lines)
    {
        double all = Enumerable.Range(0, lines.Length).Sum(paths.Test.Variance);
        return all == 0 ? 0 : lines.Select((line, channel) => line.Residual * paths.Test.Variance(channel)).Sum() / all;
    }

    private static bool UndoOneAnother(PathComparison paths, ChannelLine[] lines, int channel)
    {
        (ChannelLine there, ChannelLine back) = (lines[channel], lines[^(channel + 1)]);
        return Math.Abs((there.Scale * back.Scale) - 1) <= Negligible
            && Math.Abs((there.Scale * back.Offset) + there.Offset) <= Negligible * Deviation(paths, channel);
    }

    private static ChannelLine ByRange(PathComparison paths, int channel, bool reversed)
    {
        int from = reversed ? paths.Channels - 1 - channel : channel;
        double before = Range(paths.Training, from);
        double scale = before > 0 ? Range(paths.Test, channel) / before : 1;
        return new ChannelLine(scale, paths.Test.Minimum(channel) - (scale * paths.Training.Minimum(from)), double.NaN);
    }

    private static IEnumerable<string> Linear(ChannelLine[] lines, bool isScaled, bool isShifted, Func<double[], string> numbers)
    {
        string[] both =
        [
            .. isScaled ? (string[])[$"scaled by {numbers([.. lines.Select(line => line.Scale)])}"] : [],
            .. isShifted ? (string[])[$"shifted by {numbers([.. lines.Select(line => line.Offset)])}"] : [],
        ];
        return both.Length == 0 ? [] : [string.Join(" and ", both)];
    }

    /// <summary>Their mean where all are alike, otherwise one for each channel.</summary>
    private static string Numbers(double[] values, double alike, string format)
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return values.Max() - values.Min() <= alike * values.Max(Math.Abs)
            ? Text(values.Average())
            : $"{string.Join("; ", values.Select(Text))} (by channel)";
    }

    private static double Deviation(PathComparison paths, int channel) => Math.Sqrt(paths.Test.Variance(channel));

    private static double Range(TensorSums sums, int channel) => sums.Maximum(channel) - sums.Minimum(channel);
}
