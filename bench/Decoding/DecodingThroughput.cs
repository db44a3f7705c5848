namespace MlPipelines.Bench;

internal static class DecodingThroughput
{
    public static int Run(string[] args) => throw new NotSupportedException(string.Join(' ', args));
}
