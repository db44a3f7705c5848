namespace MlPipelines.Configuration;

/// <summary>Writes files that others may be reading: into a file beside, renamed when it is whole.</summary>
public static class AtomicFile
{
    /// <summary>The end of the names of unfinished files.</summary>
    public const string Unfinished = ".partial";

    /// <summary>Writes a whole file or none. Errors of the file system pass; <see cref="Storage.WriteFile"/> tells them to a user.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="durable">
    /// Whether the content must be on the disk before the file gets its name, so that not even a power failure leaves half of it. A cache that
    /// checks what it reads does without.
    /// </param>
    public static void Write(string path, Action<FileStream> write, bool durable)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: durable);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    /// <summary>Removes what processes that were killed left of files that they were writing.</summary>
    /// <param name="folder">The folder; what lies deeper is left alone.</param>
    public static void RemoveUnfinished(string folder)
    {
        foreach (string unfinished in Directory.EnumerateFiles(folder, "*" + Unfinished))
        {
            Remove(unfinished);
        }
    }

    /// <summary>A leftover must not hide the error that left it, so that it cannot be removed is no error of its own.</summary>
    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
