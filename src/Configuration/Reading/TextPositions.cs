using System.Text;

namespace MlPipelines.Configuration;

/// <summary>From a byte of a UTF-8 text to the line and column that an editor shows.</summary>
internal sealed class TextPositions
{
    private readonly byte[] _utf8;
    private readonly List<int> _lineStarts = [0];

    /// <summary>Finds the beginnings of the lines.</summary>
    public TextPositions(byte[] utf8)
    {
        _utf8 = utf8;
        for (int index = 0; index < utf8.Length; index++)
        {
            if (utf8[index] == '\n')
            {
                _lineStarts.Add(index + 1);
            }
        }
    }

    /// <summary>The line and column, from 1, of the byte at <paramref name="offset"/>.</summary>
    public (int Line, int Column) At(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8, _lineStarts[line], offset - _lineStarts[line]) + 1);
    }

    /// <summary>The byte at a line and byte position, both from 0, as <see cref="System.Text.Json.JsonException"/> counts them.</summary>
    public int Offset(long line, long bytePosition)
    {
        int start = line < _lineStarts.Count ? _lineStarts[(int)line] : _utf8.Length;
        return (int)Math.Clamp(start + bytePosition, 0, _utf8.Length);
    }
}
