namespace MlPipelines.Bench;

internal static class IntervalCoverage
{
    public static int Run(string[] args) => throw new NotSupportedException(string.Join(' ', args));
}
