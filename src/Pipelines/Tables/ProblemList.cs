using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Collects what is wrong with a table. Of problems with single cells the first twenty are told and the others counted, so that a broken
/// column does not bury the rest.
/// </summary>
internal sealed class ProblemList
{
    /// <summary>The number of problems with cells that are told one by one.</summary>
    public const int CellsTold = 20;

    private readonly List<Problem> _problems = [];
    private int _cells;

    /// <summary>Whether nothing but cells and rows is wrong, or nothing at all.</summary>
    public bool IsOfCells => _problems.Count == Math.Min(_cells, CellsTold);

    /// <summary>Adds a problem with a file, a column or the configuration.</summary>
    public void Add(Problem problem) => _problems.Add(problem);

    /// <summary>Adds a problem with one cell or row.</summary>
    public void AddCell(Problem problem)
    {
        if (_cells++ < CellsTold)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>All problems so far; of problems with cells the first, and the number of the others.</summary>
    public IReadOnlyList<Problem> ToProblems()
    {
        if (_cells <= CellsTold)
        {
            return [.. _problems];
        }

        string more = (_cells - CellsTold).ToString(CultureInfo.InvariantCulture);
        return [.. _problems, new Problem("further rows", "readable rows and values", $"{more} more problems like these")];
    }

    /// <summary>Ends the stage when there is anything to mend.</summary>
    /// <exception cref="ProblemException">All problems so far.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, ToProblems());
        }
    }
}
