namespace MlPipelines.Studies;

/// <summary>
/// An exclusive lock between processes, held as long as the file is open. The operating system releases it when the process ends,
/// however it ends, so there are no stale locks.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int Attempts = 5;

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or returns null when another process holds it.</summary>
    public static FileLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException) when (File.Exists(path) && IsHeld(path))
            {
                return null;
            }
            catch (IOException) when (File.Exists(path) && attempt < Attempts)
            {
                // Somebody who only looked whether it is held had it open for an instant.
            }
        }
    }

    /// <summary>Whether a process holds the lock. Looking takes it from nobody; a file that may not be opened is not known to be held.</summary>
    public static bool IsTaken(string path)
    {
        try
        {
            return File.Exists(path) && IsHeld(path);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Waits until the lock is free.</summary>
    public static FileLock Take(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Tells "another process has it" from other errors: a file that nobody holds can be opened to read.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            using FileStream probe = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
