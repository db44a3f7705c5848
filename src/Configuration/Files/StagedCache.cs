using System.Security.Cryptography;
using System.Text;

namespace MlPipelines.Configuration;

/// <summary>
/// A cache on a machine's own disk that stands before one that many machines share. It holds the name of that one; whoever misses a file here brings it from there, whole and by rename, so that several processes may do
/// so at once and one that dies in the middle leaves nothing under the file's name.
/// </summary>
public static class StagedCache
{
    private const string OriginFile = "origin.txt";

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
    /// <exception cref="ProblemException">The machine's disk is full or cannot be written.</exception>
    public static void Bring(string folder, string name)
    {
        string origin = Path.Combine(folder, OriginFile);
        string path = Path.Combine(folder, name);
        if (File.Exists(path) || !File.Exists(origin))
        {
            return;
        }

        string there = Path.Combine(File.ReadAllText(origin), name);
        if (File.Exists(there))
        {
            Writing(folder, () => AtomicFile.Write(
                path,
                stream =>
                {
                    using FileStream source = new(there, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 20, FileOptions.SequentialScan);
                    source.CopyTo(stream);
                },
                durable: false));
        }
    }

    /// <summary>Brings every file of a folder of the cache.</summary>
    /// <inheritdoc cref="Bring"/>
    public static void BringAll(string folder, string name)
    {
        string origin = Path.Combine(folder, OriginFile);
        if (!File.Exists(origin))
        {
            return;
        }

        string there = Path.Combine(File.ReadAllText(origin), name);
        if (Directory.Exists(there))
        {
            Writing(folder, () => Directory.CreateDirectory(Path.Combine(folder, name)));
            foreach (string file in Directory.EnumerateFiles(there).Where(file => !file.EndsWith(AtomicFile.Unfinished, StringComparison.Ordinal)))
            {
                Bring(folder, Path.Combine(name, Path.GetFileName(file)));
            }
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
            Problem problem = Storage.ProblemOf(exception, folder);
            throw new ProblemException(ProblemStage.Storage, problem with
            {
                Where = $"{folder} on {Environment.MachineName}",
                Remedy = "Make room on the node's own disk, or name another folder as execution.scratch; then go on with \"resume\".",
            });
        }
    }
}
