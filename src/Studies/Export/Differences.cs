namespace MlPipelines.Studies;

/// <summary>How far predictions are from others.</summary>
internal static class Differences
{
    /// <summary>The greatest difference between numbers of the same place, or the one so far; what is not a number counts as infinitely far.</summary>
    public static double Greatest(double soFar, ReadOnlySpan<float> expected, ReadOnlySpan<float> received)
    {
        if (expected.Length != received.Length)
        {
            return double.PositiveInfinity;
        }

        for (int index = 0; index < expected.Length; index++)
        {
            double difference = Math.Abs((double)expected[index] - received[index]);
            soFar = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(soFar, difference);
        }

        return soFar;
    }
}
