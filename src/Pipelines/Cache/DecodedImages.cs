using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MlPipelines.Pipelines;

/// <summary>
/// The decoded images of one source at one size: a memory-mapped file that all trials of a machine share. Safe to read from several threads at once.
/// </summary>
internal sealed class DecodedImages : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private readonly PixelFileHeader _header;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private DecodedImages(PixelFileHeader header, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        (_header, _file, _view) = (header, file, view);
        ulong[] hashes = new ulong[header.Count];
        Read(PixelFileHeader.Length, MemoryMarshal.AsBytes(hashes.AsSpan()));
        byte[] appendix = new byte[header.AppendixLength];
        Read(header.AppendixOffset, appendix);
        ContentHashes = hashes;
        Unreadable = JsonSerializer.Deserialize<SortedDictionary<int, string>>(appendix)!;
    }

    /// <summary>The number of images of the source, unreadable ones included.</summary>
    public int Count => _header.Count;

    /// <summary>The shape of an image.</summary>
    public SampleShape Shape => new(_header.Height, _header.Width, _header.Channels, IsImage: true);

    /// <summary>Equal for equal images.</summary>
    public IReadOnlyList<ulong> ContentHashes { get; }

    /// <summary>The images that could not be read: index and reason.</summary>
    public IReadOnlyDictionary<int, string> Unreadable { get; }

    /// <summary>Opens a file of decoded images; null when it is damaged or of another version.</summary>
    public static DecodedImages? TryOpen(string path)
    {
        MemoryMappedFile? file = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            long length = new FileInfo(path).Length;
            if (length < PixelFileHeader.Length)
            {
                return null;
            }

            file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
            view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            if (ReadHeader(view) is { } header && header.FileLength == length && Checksum(view, length) == header.Checksum)
            {
                DecodedImages images = new(header, file, view);
                (file, view) = (null, null);
                return images;
            }

            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        finally
        {
            view?.Dispose();
            file?.Dispose();
        }
    }

    /// <summary>Copies the pixels of an image.</summary>
    public void CopyPixels(int index, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        Read(_header.PixelsOffset + ((long)index * _header.PixelBytes), destination[.._header.PixelBytes]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>The checksum of a stream from its position on, in the blocks in which <see cref="TryOpen"/> checks it.</summary>
    public static ulong Checksum(Stream stream)
    {
        ContentHash hash = new(0);
        byte[] block = new byte[BlockBytes];
        for (int read; (read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            hash.Add(block.AsSpan(0, read));
        }

        return hash.Value;
    }

    private static PixelFileHeader? ReadHeader(MemoryMappedViewAccessor view)
    {
        byte[] bytes = new byte[PixelFileHeader.Length];
        Copy(view, 0, bytes);
        return PixelFileHeader.FromBytes(bytes);
    }

    private static ulong Checksum(MemoryMappedViewAccessor view, long length)
    {
        ContentHash hash = new(0);
        byte[] block = new byte[BlockBytes];
        for (long position = PixelFileHeader.Length; position < length; position += BlockBytes)
        {
            Span<byte> part = block.AsSpan(0, (int)Math.Min(BlockBytes, length - position));
            Copy(view, position, part);
            hash.Add(part);
        }

        return hash.Value;
    }

    private void Read(long offset, Span<byte> destination) => Copy(_view, offset, destination);

    /// <summary>One block copy; <c>ReadSpan</c> of the handle would copy element by element.</summary>
    private static unsafe void Copy(MemoryMappedViewAccessor view, long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + destination.Length, view.Capacity);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            new ReadOnlySpan<byte>(start + view.PointerOffset + offset, destination.Length).CopyTo(destination);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
