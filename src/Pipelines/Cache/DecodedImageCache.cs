using Microsoft.ML;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The folder of decoded images: one file per (fingerprint of a source, target, version of the decoder). Several processes may use it at once: one
/// decodes while the others wait for it. A crash leaves an unfinished file of another name; one that is a day old is removed by the next decoding.
/// </summary>
internal sealed class DecodedImageCache
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Opens the cache, and makes its folder when it is missing.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="time">The clock that says how old an unfinished file is.</param>
    /// <exception cref="ProblemException">The folder cannot be made or written.</exception>
    public DecodedImageCache(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        Storing(() => Directory.CreateDirectory(folder).FullName);
    }

    /// <summary>What was decoded again though it had been before, and why.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Runs something that writes to the folder, and tells a user what he can do when it fails.</summary>
    public T Storing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            bool isFull = Storage.IsFull(exception);
            throw new ProblemException(ProblemStage.Storage, StagedCache.ProblemOf(exception, _folder) ?? new Problem(
                _folder,
                isFull ? "room for decoded images" : "a folder for decoded images that can be written",
                isFull ? "a full disk" : exception.Message,
                isFull ? "Free some space, or name another folder with --cache." : "Mend its permissions, or name another folder with --cache."));
        }
    }

    /// <summary>The decoded images of a source: from the cache, or decoded now.</summary>
    /// <param name="listing">The source.</param>
    /// <param name="fingerprint">The source's fingerprint.</param>
    /// <param name="target">What images become.</param>
    /// <param name="progress">Receives samples decoded so far.</param>
    /// <param name="cancellation">Checked for every image.</param>
    /// <exception cref="ProblemException">The cache cannot be written, or images have other sizes than the target demands.</exception>
    public DecodedImages Open(
        ImageListing listing,
        string fingerprint,
        ImageTarget target,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation)
    {
        string path = Path.Combine(_folder, FileName(fingerprint, target));
        if (TryOpen(path) is { } cached)
        {
            return cached;
        }

        using FileStream claim = Claim(path + ".lock", cancellation);
        StagedCache.Bring(_folder, Path.GetFileName(path));
        if (TryOpen(path) is { } made)
        {
            return made;
        }

        if (File.Exists(path))
        {
            Notes.Add($"The decoded images of {listing.Where} in the cache were damaged and have been decoded again.");
        }

        RemoveAbandoned();
        SizeTally sizes = new(target);
        Storing(() =>
        {
            AtomicFile.Write(path, stream =>
            {
                using ImageDecodingTransform transform = new(new MLContext(), target);
                PixelFileWriter writer = new(stream, listing.Content.Count, target, transform.Channels);
                BulkDecoding.Run(listing.Content, transform, sizes, writer, progress, cancellation);
                sizes.ThrowIfDifferent(listing);
                writer.Finish(greyIfAllGrey: target.Color == ColorMode.Auto);
            }, durable: false);
            return path;
        });
        return TryOpen(path) ?? throw new IOException($"{path} was damaged while it was written.");
    }

    private static DecodedImages? TryOpen(string path) => DecodedImages.TryOpen(path);

    private static string FileName(string fingerprint, ImageTarget target) =>
        FileHashIndex.Combine([fingerprint, target.CacheKey, $"v{PixelFileHeader.Version}"])[..32] + ".pixels";

    /// <summary>Waits until no other process decodes the same images.</summary>
    private FileStream Claim(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (StorageErrors.IsInUse(exception))
            {
                cancellation.WaitHandle.WaitOne(Poll);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Storing<FileStream>(() => throw exception);
            }
        }
    }

    private void RemoveAbandoned()
    {
        foreach (string file in Directory.EnumerateFiles(_folder, "*" + AtomicFile.Unfinished))
        {
            // On a file system without locks, a younger one may be another process's work.
            if (_time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Abandoned)
            {
                File.Delete(file);
            }
        }
    }
}
