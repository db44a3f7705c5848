using System.Security.Cryptography;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// A checkpoint on disk: 8 bytes that name the format; the SHA-256 of what the training depends on; the seconds that were trained; the content; the SHA-256 of everything before. It is written beside and
/// renamed, so that whoever reads finds the last whole one; what is torn, foreign or of another version is told and never used. Numbers are as they lie in this machine's memory: a checkpoint is for going on
/// where it was written.
/// </summary>
internal static class CheckpointFile
{
    private static readonly byte[] s_magic = "MLPCKPT1"u8.ToArray();

    /// <summary>Writes a checkpoint over the last one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What the training depends on, in words.</param>
    /// <param name="seconds">The seconds that were trained so far.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ProblemException">The disk is full or the place cannot be written; the last checkpoint stays.</exception>
    public static long Write(string path, string key, double seconds, Action<BinaryWriter> write)
    {
        long length = 0;
        Storage.WriteFile(path, stream =>
        {
            using SHA256 hash = SHA256.Create();
            using (CryptoStream hashed = new(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (BinaryWriter writer = new(hashed, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(s_magic);
                writer.Write(Digest(key));
                writer.Write(seconds);
                write(writer);
            }

            stream.Write(hash.Hash!);
            length = stream.Length;
        });
        return length;
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What the training depends on, as it was given to <see cref="Write"/>.</param>
    /// <param name="read">Takes in the content.</param>
    /// <returns>The seconds that were trained; null where there is no file.</returns>
    /// <exception cref="InvalidDataException">It is torn, or of another training; what <paramref name="read"/> has changed by then is to be thrown away.</exception>
    public static double? Read(string path, string key, Action<BinaryReader> read)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            CheckWhole(stream);
            using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
            stream.Position = s_magic.Length;
            if (!reader.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(Digest(key)))
            {
                throw new InvalidDataException("it belongs to another configuration, other data or another version of the program");
            }

            double seconds = reader.ReadDouble();
            read(reader);
            return stream.Position == stream.Length - SHA256.HashSizeInBytes ? seconds : throw new InvalidDataException("it holds more than the training has");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(exception is EndOfStreamException ? "it ends too early" : exception.Message, exception);
        }
    }

    /// <summary>Compares the checksum at the end with the bytes before it, a block at a time.</summary>
    private static void CheckWhole(FileStream stream)
    {
        byte[] block = new byte[1 << 16];
        long left = stream.Length - SHA256.HashSizeInBytes;
        if (left < s_magic.Length + SHA256.HashSizeInBytes)
        {
            throw new InvalidDataException("it is torn");
        }

        stream.ReadExactly(block, 0, s_magic.Length);
        if (!block.AsSpan(0, s_magic.Length).SequenceEqual(s_magic))
        {
            throw new InvalidDataException("it is no checkpoint of this version");
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(block, 0, s_magic.Length);
        for (left -= s_magic.Length; left > 0;)
        {
            int read = stream.Read(block, 0, (int)Math.Min(left, block.Length));
            if (read == 0)
            {
                throw new InvalidDataException("it is torn");
            }

            hash.AppendData(block, 0, read);
            left -= read;
        }

        stream.ReadExactly(block, 0, SHA256.HashSizeInBytes);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(block.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            throw new InvalidDataException("it is torn");
        }
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
