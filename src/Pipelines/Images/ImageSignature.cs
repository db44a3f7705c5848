namespace MlPipelines.Pipelines;

/// <summary>What a file was meant to be, by its first bytes: a damaged photo is another fault than a text file of a wrong name.</summary>
internal static class ImageSignature
{
    /// <summary>The format's name, or null.</summary>
    public static string? Name(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "PNG"
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : file.StartsWith("GIF8"u8) ? "GIF"
        : file.StartsWith("BM"u8) ? "BMP"
        : file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8) ? "WebP"
        : null;
}
