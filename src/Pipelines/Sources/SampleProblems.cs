using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Problems of one kind, of which there may be as many as there are samples: the first 20 stand for themselves, and the last says how many more
/// there are.
/// </summary>
internal sealed class SampleProblems(string where, string plural, string? remedy)
{
    /// <summary>As many as fit on a screen with their remedy.</summary>
    private const int Shown = 20;
    private readonly List<Problem> _problems = [];

    /// <summary>The number of problems.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a problem.</summary>
    public void Add(string at, string expected, string received)
    {
        Count++;
        if (_problems.Count < Shown)
        {
            _problems.Add(new Problem(at, expected, received));
        }
    }

    /// <summary>The problems that are shown, and a last one with their number and the remedy.</summary>
    public IReadOnlyList<Problem> ToProblems()
    {
        if (Count == 0)
        {
            return [];
        }

        string rest = Count > _problems.Count ? $", {_problems.Count} listed above and {Count - _problems.Count} more" : "";
        return [.. _problems, new Problem(where, $"no {plural}", $"{Count}{rest}", remedy)];
    }
}
