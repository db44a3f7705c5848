namespace MlPipelines.Pipelines;

/// <summary>Writes files that others may be reading: into a file beside, renamed when it is whole.</summary>
internal static class AtomicFile
{
    /// <summary>The end of the names of unfinished files.</summary>
    public const string Unfinished = ".partial";

    /// <summary>Writes a whole file or none.</summary>
    public static void Write(string path, Action<FileStream> write)
    {
        string unfinished = UnfinishedName(path);
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static string UnfinishedName(string path) => $"{path}.{Guid.NewGuid():N}{Unfinished}";
}
