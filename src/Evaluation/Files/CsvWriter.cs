using System.Globalization;
using System.Text;

namespace MlPipelines.Evaluation;

/// <summary>
/// Builds CSV (RFC 4180, line feeds) as UTF-8 bytes without a string per cell: a trial writes some 500,000 cells, and a general writer spends
/// most of its time on them. Numbers are invariant and shortest, so they read back to the same bits.
/// </summary>
internal sealed class CsvWriter(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;
    private bool _rowHasCells;

    public void Number<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Separate();
        Ensure(64);
        if (!value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException("a number takes more than 64 bytes");
        }

        _length += written;
    }

    /// <summary>A number, or an empty cell where there is none.</summary>
    public void NumberOrEmpty(double value)
    {
        if (double.IsFinite(value))
        {
            Number(value);
        }
        else
        {
            Empty();
        }
    }

    public void Empty() => Separate();

    public void Text(string value)
    {
        Separate();
        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            Append(value);
            return;
        }

        Append("\"");
        Append(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        Append("\"");
    }

    public void EndRow()
    {
        Ensure(1);
        _buffer[_length++] = (byte)'\n';
        _rowHasCells = false;
    }

    /// <summary>Hands what is left to the stream.</summary>
    public void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void Separate()
    {
        if (_rowHasCells)
        {
            Ensure(1);
            _buffer[_length++] = (byte)',';
        }

        _rowHasCells = true;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        const int PieceLength = 8192;
        while (text.Length > 0)
        {
            int length = Math.Min(text.Length, PieceLength);
            if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            {
                length--;
            }

            Ensure(3 * length);
            _length += Encoding.UTF8.GetBytes(text[..length], _buffer.AsSpan(_length));
            text = text[length..];
        }
    }

    private void Ensure(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Flush();
        }
    }
}
