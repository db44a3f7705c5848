namespace MlPipelines.Pipelines;

/// <summary>Where the images of a source are.</summary>
internal abstract class ImageContentSource
{
    /// <summary>The number of images.</summary>
    public abstract int Count { get; }

    /// <summary>SHA-256 over contents and names, in hexadecimal.</summary>
    public abstract string Fingerprint(FileHashIndex hashes, CancellationToken cancellation);

    /// <summary>
    /// The fingerprint that results name; generated images have the same one in every repeat, though their pixels may differ.
    /// </summary>
    /// <param name="fingerprint">What <see cref="Fingerprint"/> said, the key of the pixels in the cache.</param>
    public virtual string ForResults(string fingerprint) => fingerprint;

    /// <summary>The rows for ML.NET, in order; read once and lazily, so that memory stays bounded.</summary>
    public abstract IEnumerable<ImageSourceRow> Rows();

    /// <summary>The size as seen of the first image that can be read, or null.</summary>
    public abstract (int Width, int Height)? FirstSize();
}
