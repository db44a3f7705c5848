using System.Globalization;
using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Walks over the cells of a CSV file that <see cref="CsvWriter"/> wrote, and names row and column of anything that is not as it was written. Rows
/// are counted from 1, the header not counted.
/// </summary>
internal ref struct CsvReader
{
    private readonly string _path;
    private readonly ReadOnlySpan<byte> _content;
    private readonly string[] _header;
    private int _position;
    private int _row;
    private int _column;
    private bool _quoted;

    /// <exception cref="ProblemException">The file is empty or ends within a row.</exception>
    public CsvReader(string path, ReadOnlySpan<byte> content)
    {
        _path = path;
        _content = content;
        _header = [];
        if (content.IsEmpty || content[^1] != (byte)'\n')
        {
            throw ResultFileReading.Damaged(path, "a line feed at the end", content.IsEmpty ? "an empty file" : "a file that was cut off");
        }

        var names = new List<string>();
        do
        {
            names.Add(Text());
        }
        while (_position > 0 && _content[_position - 1] == (byte)',');
        _header = [.. names];
    }

    /// <summary>The names of the columns.</summary>
    public readonly IReadOnlyList<string> Header => _header;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="ProblemException">The row before has too few cells, or too many.</exception>
    public bool NextRow()
    {
        if (_row > 0 && (_column != _header.Length || _content[_position - 1] != (byte)'\n'))
        {
            throw Problem($"{_header.Length} cells", _column < _header.Length ? $"{_column}" : "more");
        }

        _row++;
        _column = 0;
        return _position < _content.Length;
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
        if (_position < _content.Length && _content[_position] is (byte)',' or (byte)'\n' && _column < _header.Length)
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
    public readonly ProblemException Problem(string expected, string received)
    {
        string column = _column > 0 && _column <= _header.Length ? $", column \"{_header[_column - 1]}\"" : "";
        return ResultFileReading.Damaged(FormattableString.Invariant($"{_path} row {Math.Max(_row, 0)}{column}"), expected, received);
    }

    /// <summary>The next cell without its quotes; the separator after it is consumed.</summary>
    private ReadOnlySpan<byte> Cell()
    {
        bool rowEnded = _column > 0 && _content[_position - 1] == (byte)'\n';
        if (_position >= _content.Length || rowEnded)
        {
            throw Problem($"{_header.Length} cells", $"{_column}");
        }

        _column++;
        _quoted = _content[_position] == (byte)'"';
        return _quoted ? QuotedCell() : PlainCell();
    }

    private ReadOnlySpan<byte> PlainCell()
    {
        ReadOnlySpan<byte> rest = _content[_position..];
        int length = rest.IndexOfAny((byte)',', (byte)'\n');
        _position += length + 1;
        return rest[..length];
    }

    private ReadOnlySpan<byte> QuotedCell()
    {
        int start = _position + 1;
        int at = start;
        while (true)
        {
            int quote = _content[at..].IndexOf((byte)'"');
            int after = at + quote + 1;
            if (quote < 0 || after >= _content.Length)
            {
                throw Problem("a closing quote", "the end of the file");
            }

            if (_content[after] != (byte)'"')
            {
                _position = after + 1;
                return _content[after] is (byte)',' or (byte)'\n'
                    ? _content[start..(after - 1)]
                    : throw Problem("a comma or the end of the row after the closing quote", $"\"{(char)_content[after]}\"");
            }

            at = after + 1;
        }
    }

    private readonly ProblemException Unexpected(string expected, ReadOnlySpan<byte> cell) => Problem(expected, $"\"{Encoding.UTF8.GetString(cell)}\"");
}
