namespace MlPipelines.Studies;

/// <summary>What a failure quotes of a process's standard error: its first lines, which name the error, and its last ones, each cut to a length that people read.</summary>
internal sealed class QuotedErrors
{
    private const int FirstLines = 5;
    private const int LastLines = 8;
    private const int LineLength = 300;

    private readonly List<string> _first = [];
    private readonly Queue<string> _last = new();
    private int _left;

    /// <summary>The lines that are quoted, with the number of those between that are not.</summary>
    public string Text => string.Join(
        '\n',
        [
            .. _first,
            .. _left > 0 ? (string[])[FormattableString.Invariant($"[{_left} lines left out]")] : [],
            .. _last,
        ]);

    /// <summary>Takes the next line.</summary>
    public void Add(string line)
    {
        string cut = line.Length > LineLength ? string.Concat(line.AsSpan(0, LineLength), "...") : line;
        if (string.IsNullOrWhiteSpace(cut))
        {
            return;
        }

        if (_first.Count < FirstLines)
        {
            _first.Add(cut);
            return;
        }

        _last.Enqueue(cut);
        if (_last.Count > LastLines)
        {
            _last.Dequeue();
            _left++;
        }
    }
}
