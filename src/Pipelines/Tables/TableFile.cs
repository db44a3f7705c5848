using System.Security.Cryptography;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Reads a table file, a block at a time: once for the fingerprint and once for the reader that its extension names.</summary>
internal static class TableFile
{
    /// <summary>A file before it is understood.</summary>
    /// <param name="Name">The file's name without its folder.</param>
    /// <param name="Extension">The extension in lower case, with its dot.</param>
    /// <param name="FilePath">The file.</param>
    /// <param name="Length">Its bytes.</param>
    public sealed record Content(string Name, string Extension, string FilePath, long Length)
    {
        private const int BlockBytes = 1 << 16;

        /// <summary>Opens it to be read from the beginning.</summary>
        public FileStream Open() => new(FilePath, FileMode.Open, FileAccess.Read, FileShare.Read, BlockBytes, FileOptions.SequentialScan);

        /// <summary>Its first bytes.</summary>
        public byte[] Beginning(int most)
        {
            using FileStream stream = Open();
            byte[] bytes = new byte[Math.Min(most, Length)];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }

        /// <summary>SHA-256 of the content, in hexadecimal.</summary>
        public string Hash()
        {
            using FileStream stream = Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    /// <summary>Finds a file, or adds the problem and returns null.</summary>
    public static Content? Load(string path, ProblemList problems)
    {
        string name = Path.GetFileName(path);
        try
        {
            Content content = new(name, Path.GetExtension(path).ToLowerInvariant(), path, new FileInfo(path).Length);
            using FileStream readable = content.Open();
            if (content.Length > 0)
            {
                return content;
            }

            problems.Add(new Problem(name, "a table with a header", "an empty file"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(
                path,
                "a file that can be read",
                failure is FileNotFoundException or DirectoryNotFoundException ? "no file" : failure.Message));
        }

        return null;
    }

    /// <summary>Understands a file's content, or adds the problems and returns null.</summary>
    public static RawTable? Read(Content content, TableOptions options, ProblemList problems, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. options.MissingValues];
        RawTable? table = content.Extension == ".parquet"
            ? ParquetTableReader.Read(content, missing, problems, cancellation)
            : TextTableReader.Read(content, options.Separator ?? (content.Extension == ".tsv" ? "\t" : ","), missing, problems, cancellation);
        if (table is { Rows.Count: 0 })
        {
            problems.Add(new Problem(content.Name, "at least one row", "a header only"));
            return null;
        }

        return table;
    }

    /// <summary>SHA-256 over names and contents, in hexadecimal. Lengths stand before both, so no two lists of files look alike.</summary>
    public static string Fingerprint(IEnumerable<Content> contents)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Content content in contents)
        {
            byte[] name = Encoding.UTF8.GetBytes(content.Name);
            hash.AppendData(BitConverter.GetBytes((long)name.Length));
            hash.AppendData(name);
            hash.AppendData(BitConverter.GetBytes(content.Length));
            using FileStream stream = content.Open();
            byte[] block = new byte[1 << 16];
            for (int read; (read = stream.Read(block)) > 0;)
            {
                hash.AppendData(block, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
