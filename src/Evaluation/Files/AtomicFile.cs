using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Writes a file so that whoever reads it sees the old content, or nothing, or all of the new: into a neighbour, which is renamed when
/// it is complete.
/// </summary>
internal static class AtomicFile
{
    /// <exception cref="ProblemException">The folder is missing or cannot be written, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string neighbour = Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(neighbour, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(neighbour, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                path, "a file that can be written", exception.Message, "Free some space or choose another folder with --output."));
        }
        finally
        {
            Remove(neighbour);
        }
    }

    /// <summary>A leftover must not hide the error that left it, so that it cannot be removed is no error of its own.</summary>
    private static void Remove(string neighbour)
    {
        try
        {
            File.Delete(neighbour);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
