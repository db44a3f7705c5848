using System.Globalization;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Walks over the cells of a CSV file that <see cref="CsvWriter"/> wrote, with a window of it in memory, and names row and column of anything that is not as it was written. Rows
/// are counted from 1, the header not counted.
/// </summary>
internal sealed class CsvReader
{
    private const int FirstWindowBytes = 1 << 16;

    private readonly string _path;
    private readonly Stream _content;
    private readonly string[] _header;
    private byte[] _window = new byte[FirstWindowBytes];
    private int _filled;
    private int _position;
    private byte _separator;
    private int _row;
    private int _column;
    private bool _quoted;

    /// <param name="path">What problems call the file.</param>
    /// <param name="content">A stream that can seek; the caller closes it.</param>
    /// <exception cref="ProblemException">The file is empty or ends within a row.</exception>
    public CsvReader(string path, Stream content)
    {
        _path = path;
        _content = content;
        _header = [];
        if (!EndsWithARow())
        {
            throw ResultFileReading.Damaged(path, "a line feed at the end", content.Length == 0 ? "an empty file" : "a file that was cut off");
        }

        var names = new List<string>();
        do
        {
            names.Add(Text());
        }
        while (_separator == (byte)',');
        _header = [.. names];
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header => _header;

    private ReadOnlySpan<byte> Rest => _window.AsSpan(_position.._filled);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="ProblemException">The row before has too few cells, or too many.</exception>
    public bool NextRow()
    {
        if (_row > 0 && (_column != _header.Length || _separator != (byte)'\n'))
        {
            throw Problem($"{_header.Length} cells", _column < _header.Length ? $"{_column}" : "more");
        }

        _row++;
        _column = 0;
        return HasMore();
    }

    public int Integer()
    {
        ReadOnlySpan<byte> cell = Cell();
        return int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Unexpected("a whole number", cell);
    }

    public float Single()
    {
        ReadOnlySpan<byte> cell = Cell();
        return float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Unexpected("a finite number", cell);
    }

    public double DoubleOrNaN()
    {
        ReadOnlySpan<byte> cell = Cell();
        return cell.IsEmpty ? double.NaN
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw Unexpected("a finite number or nothing", cell);
    }

    /// <summary>Whether the next cell is empty; it is consumed if so.</summary>
    public bool TryEmpty()
    {
        if (HasMore() && _window[_position] is (byte)',' or (byte)'\n' && _column < _header.Length)
        {
            Cell();
            return true;
        }

        return false;
    }

    public string Text()
    {
        ReadOnlySpan<byte> cell = Cell();
        string text = Encoding.UTF8.GetString(cell);
        return _quoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>A problem at the cell that was read last.</summary>
    public ProblemException Problem(string expected, string received)
    {
        string column = _column > 0 && _column <= _header.Length ? $", column \"{_header[_column - 1]}\"" : "";
        return ResultFileReading.Damaged(FormattableString.Invariant($"{_path} row {Math.Max(_row, 0)}{column}"), expected, received);
    }

    private bool EndsWithARow()
    {
        if (_content.Length == 0)
        {
            return false;
        }

        _content.Position = _content.Length - 1;
        bool ends = _content.ReadByte() == '\n';
        _content.Position = 0;
        return ends;
    }

    /// <summary>The next cell without its quotes, which the next reading overwrites; the separator after it is consumed.</summary>
    private ReadOnlySpan<byte> Cell()
    {
        if ((_column > 0 && _separator == (byte)'\n') || !HasMore())
        {
            throw Problem($"{_header.Length} cells", $"{_column}");
        }

        _column++;
        _quoted = _window[_position] == (byte)'"';
        return _quoted ? QuotedCell() : PlainCell();
    }

    private ReadOnlySpan<byte> PlainCell()
    {
        int length = Rest.IndexOfAny((byte)',', (byte)'\n');
        while (length < 0)
        {
            int known = Rest.Length;
            if (!Fill())
            {
                throw Problem("a comma or a line feed", "the end of the file");
            }

            length = Rest[known..].IndexOfAny((byte)',', (byte)'\n') is >= 0 and var found ? known + found : -1;
        }

        ReadOnlySpan<byte> cell = Rest[..length];
        _separator = _window[_position + length];
        _position += length + 1;
        return cell;
    }

    private ReadOnlySpan<byte> QuotedCell()
    {
        // Places are counted from the opening quote: the window moves.
        int at = 1;
        while (true)
        {
            int quote = Rest[at..].IndexOf((byte)'"');
            int after = quote < 0 ? Rest.Length : at + quote + 1;
            if (quote < 0 || after == Rest.Length)
            {
                at = quote < 0 ? after : after - 1;
                if (!Fill())
                {
                    throw Problem("a closing quote", "the end of the file");
                }

                continue;
            }

            byte next = Rest[after];
            if (next != (byte)'"')
            {
                ReadOnlySpan<byte> cell = Rest[1..(after - 1)];
                _separator = next;
                _position += after + 1;
                return next is (byte)',' or (byte)'\n'
                    ? cell
                    : throw Problem("a comma or the end of the row after the closing quote", $"\"{(char)next}\"");
            }

            at = after + 1;
        }
    }

    private bool HasMore() => _position < _filled || Fill();

    /// <summary>Reads on, and keeps what was not consumed.</summary>
    /// <returns>False at the end of the file.</returns>
    private bool Fill()
    {
        byte[] next = _position == 0 && _filled == _window.Length ? new byte[2 * _window.Length] : _window;
        Rest.CopyTo(next);
        (_window, _filled, _position) = (next, _filled - _position, 0);
        try
        {
            int read = _content.Read(_window.AsSpan(_filled));
            _filled += read;
            return read > 0;
        }
        catch (IOException exception)
        {
            throw ResultFileReading.Damaged(_path, "a file that can be read", exception.Message);
        }
    }

    private ProblemException Unexpected(string expected, ReadOnlySpan<byte> cell) => Problem(expected, $"\"{Encoding.UTF8.GetString(cell)}\"");
}
