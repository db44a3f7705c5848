namespace MlPipelines.Pipelines;

/// <summary>What an error of the operating system means. .NET hands its number over in <see cref="Exception.HResult"/>.</summary>
internal static class StorageErrors
{
    private const int LinuxTryAgain = 11;
    private const int MacTryAgain = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>Whether somebody else holds the file.</summary>
    public static bool IsInUse(IOException exception) =>
        exception.HResult is LinuxTryAgain or MacTryAgain or WindowsSharingViolation;
}
