namespace MlPipelines.Configuration;

/// <summary>Writing files where a full disk or a missing permission is the user's to mend and no bug.</summary>
public static class Storage
{
    private const int UnixNoSpace = 28;
    private const int UnixFileTooLarge = 27;
    private const int UnixQuotaExceeded = 122;
    private const int MacQuotaExceeded = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Runs an action that writes.</summary>
    /// <param name="action">What writes.</param>
    /// <param name="path">The file or folder, for the message.</param>
    /// <exception cref="ProblemException">The disk is full or the place cannot be written.</exception>
    public static void Write(Action action, string path)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemStage.Storage, ProblemOf(exception, path));
        }
    }

    /// <summary>Writes a whole file or none: whoever opens it finds the old content, or all of the new.</summary>
    /// <exception cref="ProblemException">The disk is full or the place cannot be written; what was there before still is.</exception>
    public static void WriteFile(string path, Action<FileStream> write) => Write(() => AtomicFile.Write(path, write, durable: true), path);

    /// <summary>Whether there is no room left: a full disk, a quota, or a limit on the size of files. .NET hands the system's number over in <see cref="Exception.HResult"/>.</summary>
    public static bool IsFull(Exception exception) => exception is IOException && exception.HResult is
        UnixNoSpace or UnixFileTooLarge or UnixQuotaExceeded or MacQuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull;

    /// <summary>What a user can do about an error of the file system.</summary>
    public static Problem ProblemOf(Exception exception, string path) => IsFull(exception)
        ? new Problem(path, "free space on the disk", "a full disk", "Finished trials are kept: make space, then go on with \"resume\".")
        : new Problem(
            path, "a place that can be written", exception.Message.TrimEnd('.'), "Choose another folder with --output or --cache, or mend its permissions.");
}
