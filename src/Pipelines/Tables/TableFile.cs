using System.Security.Cryptography;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Reads a table file: its bytes once, for the fingerprint and for the reader that its extension names.</summary>
internal static class TableFile
{
    /// <summary>A file's content before it is understood.</summary>
    /// <param name="Name">The file's name without its folder.</param>
    /// <param name="Extension">The extension in lower case, with its dot.</param>
    /// <param name="Bytes">The content.</param>
    public sealed record Content(string Name, string Extension, byte[] Bytes);

    /// <summary>Reads a file's bytes, or adds the problem and returns null.</summary>
    public static Content? Load(string path, ProblemList problems)
    {
        string name = Path.GetFileName(path);
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.Length > 0)
            {
                return new Content(name, Path.GetExtension(path).ToLowerInvariant(), bytes);
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
            hash.AppendData(BitConverter.GetBytes((long)content.Bytes.Length));
            hash.AppendData(content.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
