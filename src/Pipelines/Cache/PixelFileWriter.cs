using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace MlPipelines.Pipelines;

/// <summary>
/// Writes a file of decoded images, in any order and from several threads, at places known beforehand. Written with calls, not through memory: a
/// full disk is then an error that can be told, not a signal that ends the process.
/// </summary>
internal sealed class PixelFileWriter
{
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly PixelFileHeader _planned;
    private readonly ulong[] _hashes;
    private readonly byte[] _flags;
    private readonly ConcurrentDictionary<int, string> _unreadable = new();

    /// <summary>Begins a file.</summary>
    /// <param name="stream">An empty file.</param>
    /// <param name="count">The number of images of the source.</param>
    /// <param name="target">The size of an image.</param>
    /// <param name="channels">1 or 3.</param>
    public PixelFileWriter(FileStream stream, int count, ImageTarget target, int channels)
    {
        _stream = stream;
        _handle = stream.SafeFileHandle;
        _planned = new PixelFileHeader(count, target.Height, target.Width, channels, 0, 0);
        _hashes = new ulong[count];
        _flags = new byte[count];
        stream.SetLength(_planned.AppendixOffset);
    }

    /// <summary>Writes one image, or notes why there is none.</summary>
    public void Write(DecodedImageRow row)
    {
        if (row.Reason.Length > 0)
        {
            _unreadable[row.SampleIndex] = row.Reason;
            return;
        }

        _hashes[row.SampleIndex] = row.ContentHash;
        _flags[row.SampleIndex] = (byte)(row.IsGrey ? 1 : 0);
        RandomAccess.Write(_handle, row.Pixels, _planned.PixelsOffset + ((long)row.SampleIndex * _planned.PixelBytes));
    }

    /// <summary>Completes the file.</summary>
    /// <param name="greyIfAllGrey">Whether images of three equal channels become images of one when all of them are such.</param>
    public void Finish(bool greyIfAllGrey)
    {
        PixelFileHeader header = _planned;
        bool isGrey = greyIfAllGrey && Enumerable.Range(0, header.Count).All(index => _flags[index] == 1 || _unreadable.ContainsKey(index));
        if (isGrey && header.Channels == 3)
        {
            header = header with { Channels = 1 };
            KeepOneChannel(header);
        }

        byte[] appendix = JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<int, string>(_unreadable));
        header = header with { AppendixLength = appendix.Length };
        RandomAccess.Write(_handle, MemoryMarshal.AsBytes(_hashes.AsSpan()), PixelFileHeader.Length);
        RandomAccess.Write(_handle, _flags, header.FlagsOffset);
        RandomAccess.Write(_handle, appendix, header.AppendixOffset);
        _stream.SetLength(header.FileLength);
        _stream.Position = PixelFileHeader.Length;
        header = header with { Checksum = DecodedImages.Checksum(_stream) };
        RandomAccess.Write(_handle, header.ToBytes(), 0);
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Every grey image lies before its three-channel form or on its beginning, so front to back nothing is overwritten unread.</summary>
    private void KeepOneChannel(PixelFileHeader grey)
    {
        byte[] colored = new byte[_planned.PixelBytes];
        byte[] single = new byte[grey.PixelBytes];
        for (int index = 0; index < grey.Count; index++)
        {
            RandomAccess.Read(_handle, colored, _planned.PixelsOffset + ((long)index * _planned.PixelBytes));
            for (int pixel = 0; pixel < single.Length; pixel++)
            {
                single[pixel] = colored[3 * pixel];
            }

            RandomAccess.Write(_handle, single, grey.PixelsOffset + ((long)index * grey.PixelBytes));
        }
    }
}
