using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlPipelines.Pipelines;

/// <summary>Images that are a file each.</summary>
internal sealed class ImageFiles(IReadOnlyList<string> ids, IReadOnlyList<string> paths, string salt) : ImageContentSource
{
    /// <inheritdoc/>
    public override int Count => paths.Count;

    /// <inheritdoc/>
    public override string Fingerprint(FileHashIndex hashes, CancellationToken cancellation)
    {
        IReadOnlyList<string> contents = hashes.HashAll(paths, cancellation);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(salt));
        for (int index = 0; index < ids.Count; index++)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{ids[index].Length} {ids[index]} {contents[index]}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public override IEnumerable<ImageSourceRow> Rows()
    {
        for (int index = 0; index < paths.Count; index++)
        {
            yield return new ImageSourceRow { Index = index, Path = paths[index] };
        }
    }

    /// <inheritdoc/>
    public override (int Width, int Height)? FirstSize()
    {
        using ImageDecoder decoder = new();
        foreach (string path in paths)
        {
            if (decoder.ReadSize(path) is { } size)
            {
                return size;
            }
        }

        return null;
    }
}
