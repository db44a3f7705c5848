using System.Text;
using System.Text.Unicode;

namespace MlPipelines.Configuration;

/// <summary>A configuration file's bytes: UTF-8, checked, without the byte order mark that some editors on Windows write.</summary>
internal static class SourceText
{
    /// <summary>More than any configuration needs; it keeps a mistyped path to a data file from filling the memory.</summary>
    private const long LargestFile = 16 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <exception cref="ProblemException">It is missing, unreadable, too large, or not UTF-8.</exception>
    public static byte[] Read(string file, string whatItIs, ProblemStage stage)
    {
        byte[] bytes = ReadBytes(file, whatItIs, stage);
        ReadOnlySpan<byte> text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        if (!Utf8.IsValid(text))
        {
            byte[] valid = text[..FirstInvalid(text)].ToArray();
            (int line, int column) = new TextPositions(valid).At(valid.Length);
            throw new ProblemException(stage, new Problem(
                FormattableString.Invariant($"{Path.GetFileName(file)}:{line}:{column}"),
                "text in UTF-8",
                bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
                    ? "text in UTF-16"
                    : FormattableString.Invariant($"the byte 0x{text[valid.Length]:X2}"),
                "Save the file as UTF-8."));
        }

        return text.ToArray();
    }

    private static byte[] ReadBytes(string file, string whatItIs, ProblemStage stage)
    {
        try
        {
            if (Directory.Exists(file))
            {
                throw new ProblemException(stage, new Problem(file, whatItIs, "a folder"));
            }

            if (!File.Exists(file))
            {
                throw new ProblemException(stage, new Problem(file, whatItIs, "nothing: there is no such file"));
            }

            long length = new FileInfo(file).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(file)
                : throw new ProblemException(stage, new Problem(file, whatItIs, FormattableString.Invariant($"a file of {length:N0} bytes")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ProblemException(stage, new Problem(file, whatItIs, $"a file that cannot be read: {exception.Message.TrimEnd('.')}"));
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (offset < text.Length && Rune.DecodeFromUtf8(text[offset..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}
