using System.Security.Cryptography;
using System.Text;

namespace MlPipelines.Configuration;

/// <summary>
/// A cache on a machine's own disk that stands before one that many machines share. It holds the name of that one; whoever misses a file here brings it from there, whole and by rename, so that several processes may do
/// so at once and one that dies in the middle leaves nothing under the file's name. A full disk here and a shared cache that cannot be read from here are two problems, mended in two places.
/// </summary>
public static class StagedCache
{
    private const string OriginFile = "origin.txt";
    private const int BlockBytes = 1 << 20;

    /// <summary>The folder of this machine for a shared cache.</summary>
    /// <param name="scratch">A folder on the machine's own disk, absolute.</param>
    /// <param name="shared">The shared cache, absolute.</param>
    /// <returns>A folder that can be used as a cache.</returns>
    /// <exception cref="ProblemException">The machine's disk is full or cannot be written.</exception>
    public static string Open(string scratch, string shared)
    {
        string folder = Path.Combine(scratch, "mlpipelines-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shared)))[..16]);
        Writing(folder, () =>
        {
            Directory.CreateDirectory(folder);
            string origin = Path.Combine(folder, OriginFile);
            if (!File.Exists(origin))
            {
                AtomicFile.Write(origin, stream => stream.Write(Encoding.UTF8.GetBytes(shared)), durable: false);
            }
        });
        return folder;
    }

    /// <summary>Brings a file, if it is not here and the shared cache has it. Does nothing in a cache that stands before no other.</summary>
    /// <param name="folder">The cache.</param>
    /// <param name="name">The file's name in it.</param>
    /// <exception cref="ProblemException">The machine's disk is full or cannot be written, or the shared cache cannot be read.</exception>
    public static void Bring(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path) && OriginOf(folder) is { } shared && Opened(Path.Combine(shared, name)) is { } source)
        {
            using (source)
            {
                Writing(folder, () => AtomicFile.Write(path, stream => Copy(source, stream), durable: false));
            }
        }
    }

    /// <summary>Brings every file of a folder of the cache.</summary>
    /// <inheritdoc cref="Bring"/>
    public static void BringAll(string folder, string name)
    {
        if (OriginOf(folder) is not { } shared)
        {
            return;
        }

        string there = Path.Combine(shared, name);
        string[] files = Reading(there, () => Directory.GetFiles(there)) ?? [];
        if (files.Length > 0)
        {
            Writing(folder, () => Directory.CreateDirectory(Path.Combine(folder, name)));
        }

        foreach (string file in files.Where(file => !file.EndsWith(AtomicFile.Unfinished, StringComparison.Ordinal)))
        {
            Bring(folder, Path.Combine(name, Path.GetFileName(file)));
        }
    }

    /// <summary>What a user can do about a file that cannot be written in a cache that stands before another; null for one that does not.</summary>
    /// <param name="exception">The error of the file system.</param>
    /// <param name="folder">The cache, or a folder in it.</param>
    public static Problem? ProblemOf(Exception exception, string folder)
    {
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(Path.Combine(above, OriginFile)))
            {
                return OfScratch(exception, above);
            }
        }

        return null;
    }

    /// <summary>The shared cache; null where this one stands before no other.</summary>
    private static string? OriginOf(string folder)
    {
        string? shared = null;
        string origin = Path.Combine(folder, OriginFile);
        if (File.Exists(origin))
        {
            Writing(folder, () => shared = File.ReadAllText(origin));
        }

        return shared;
    }

    /// <summary>A file of the shared cache; null where it has none.</summary>
    private static FileStream? Opened(string path) =>
        Reading(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan));

    private static void Copy(FileStream source, FileStream target)
    {
        byte[] block = new byte[BlockBytes];
        while (Reading(source.Name, () => source.Read(block)) is > 0 and int count)
        {
            target.Write(block, 0, count);
        }
    }

    /// <summary>Reads of the shared cache; nothing where it is not there.</summary>
    private static T? Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As with a full disk, the same can be tried again when it is mended, and no trial may end with it for good.
            throw new ProblemException(ProblemStage.Storage, new Problem(
                $"{path} as {Environment.MachineName} sees it",
                "a shared cache that this node can read",
                exception.Message.TrimEnd('.'),
                "Mend its permissions and the node's mount of that file system; then go on with \"resume\"."));
        }
    }

    private static void Writing(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemStage.Storage, OfScratch(exception, folder));
        }
    }

    private static Problem OfScratch(Exception exception, string folder) => new(
        $"{folder} on {Environment.MachineName}",
        Storage.IsFull(exception) ? "free space on the node's own disk" : "a folder on the node's own disk that can be written",
        Storage.IsFull(exception) ? "a full disk" : exception.Message.TrimEnd('.'),
        "Make room on the node's own disk, or name another folder as execution.scratch; then go on with \"resume\".");
}
