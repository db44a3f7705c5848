namespace MlPipelines.Bench;

internal static class WorkerScaling
{
    public static int Run(string[] args) => throw new NotSupportedException(string.Join(' ', args));
}
