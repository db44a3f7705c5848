namespace MlPipelines.Bench;

internal static class TrainingThroughput
{
    public static int Run(string[] args) => throw new NotSupportedException(string.Join(' ', args));
}
