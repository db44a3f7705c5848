using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Remembers the SHA-256 of files by (path, length, time of last writing), so that a fingerprint of 100,000 files does not read them again in every
/// trial. One text file per data source in the cache folder; a lost or damaged one costs time, never correctness. A file that was written within
/// two seconds before it was hashed is not remembered: it may change again without its time changing.
/// </summary>
internal sealed class FileHashIndex
{
    private const string FirstLine = "mlpipelines file hashes 1";
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (long Length, long Written, string Hash)> _known = [];

    /// <summary>Opens or begins the index of a data source.</summary>
    /// <param name="cacheFolder">An existing folder.</param>
    /// <param name="source">The source's path.</param>
    /// <param name="time">The clock against which times of last writing are compared.</param>
    public FileHashIndex(string cacheFolder, string source, TimeProvider time)
    {
        _file = Path.Combine(cacheFolder, "hashes-" + Combine([source])[..16] + ".txt");
        StagedCache.Bring(cacheFolder, Path.GetFileName(_file));
        _time = time;
        Load();
    }

    /// <summary>The number of files that were read for <see cref="HashAll"/> so far.</summary>
    public int FilesRead { get; private set; }

    /// <summary>SHA-256 over several texts, in hexadecimal.</summary>
    public static string Combine(IReadOnlyList<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>The hashes of files' contents, in hexadecimal; for a file that cannot be read, why not.</summary>
    public IReadOnlyList<string> HashAll(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        string[] hashes = new string[paths.Count];
        var fresh = new (long Length, long Written, string Hash)?[paths.Count];
        ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        int read = 0;
        Parallel.For(0, paths.Count, options, index =>
        {
            FileInfo info = new(paths[index]);
            long length = info.Exists ? info.Length : -1;
            long written = info.Exists ? info.LastWriteTimeUtc.Ticks : 0;
            if (_known.TryGetValue(paths[index], out var known) && (known.Length, known.Written) == (length, written))
            {
                hashes[index] = known.Hash;
                return;
            }

            Interlocked.Increment(ref read);
            (hashes[index], bool isContent) = Hash(paths[index]);
            bool isSettled = _time.GetUtcNow().UtcTicks - written > Settled.Ticks;
            fresh[index] = isContent && isSettled ? (length, written, hashes[index]) : null;
        });

        FilesRead += read;
        if (fresh.Any(entry => entry is not null))
        {
            Remember(paths, fresh);
        }

        return hashes;
    }

    private static (string Hash, bool IsContent) Hash(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return (Convert.ToHexStringLower(SHA256.HashData(stream)), true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (UnreadableFile.Reason(exception), false);
        }
    }

    private void Load()
    {
        if (!File.Exists(_file))
        {
            return;
        }

        string[] lines = File.ReadAllLines(_file);
        if (lines.Length == 0 || lines[0] != FirstLine)
        {
            return;
        }

        foreach (string line in lines.Skip(1))
        {
            string[] fields = line.Split('\t', 4);
            if (fields.Length == 4
                && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length)
                && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long written)
                && fields[2].Length == 64)
            {
                _known[fields[3]] = (length, written, fields[2]);
            }
        }
    }

    private void Remember(IReadOnlyList<string> paths, (long Length, long Written, string Hash)?[] fresh)
    {
        for (int index = 0; index < paths.Count; index++)
        {
            if (fresh[index] is { } entry && !paths[index].Contains('\n', StringComparison.Ordinal))
            {
                _known[paths[index]] = entry;
            }
        }

        AtomicFile.Write(_file, stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true);
            writer.Write(FirstLine + "\n");
            foreach ((string path, (long length, long written, string hash)) in _known)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{length}\t{written}\t{hash}\t{path}\n"));
            }
        }, durable: false);
    }
}
