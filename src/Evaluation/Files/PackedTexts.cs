using System.Collections;
using System.Text;

namespace MlPipelines.Evaluation;

/// <summary>Texts that lie one after another in UTF-8, so that ten million short ones take their bytes and 4 each, and no object each.</summary>
internal sealed class PackedTexts : IReadOnlyList<string>
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[64];

    public int Count => _ends.Count;

    public string this[int index] => Encoding.UTF8.GetString(_bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]));

    public void Add(string text)
    {
        int start = _ends.Count == 0 ? 0 : _ends[^1];
        int end = checked(start + Encoding.UTF8.GetByteCount(text));
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _bytes.Length)));
        }

        Encoding.UTF8.GetBytes(text, _bytes.AsSpan(start));
        _ends.Add(end);
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
