namespace MlPipelines.Configuration;

/// <summary>Reads files that may come from a stranger: a file's length is compared with a limit before memory is taken for it.</summary>
public static class BoundedFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">Its name, which messages begin with.</param>
    /// <param name="largest">The most bytes that are read.</param>
    /// <exception cref="InvalidDataException">It is missing, larger, or cannot be read.</exception>
    public static byte[] Read(string folder, string name, long largest)
    {
        using FileStream stream = Open(folder, name, largest);
        try
        {
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException exception)
        {
            throw new InvalidDataException($"{name}: {exception.Message}", exception);
        }
    }

    /// <summary>Opens a file whose length is known.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">Its name, which messages begin with.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <exception cref="InvalidDataException">It is missing, larger, or cannot be opened.</exception>
    public static FileStream Open(string folder, string name, long largest)
    {
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(Path.Combine(folder, name));
            if (stream.Length <= largest)
            {
                FileStream opened = stream;
                stream = null;
                return opened;
            }

            throw new InvalidDataException(FormattableString.Invariant($"{name} has {stream.Length:N0} bytes, more than {largest:N0}"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{name} is not in {folder}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidDataException($"{name}: {exception.Message}", exception);
        }
        finally
        {
            stream?.Dispose();
        }
    }
}
