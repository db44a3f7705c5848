using System.Diagnostics;
using System.Globalization;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>Counts stalls that a study tells, and lets the process that stands still go on once it was told.</summary>
internal sealed class StallSeen : IProgress<StudyEvent>
{
    private const string MarkVariable = "MLPIPELINES_PLANTED_MARK";

    private readonly string _mark = Guid.NewGuid().ToString("N");

    /// <summary>Stalls that were told.</summary>
    public int Stalls { get; private set; }

    /// <summary>Times that going on was told.</summary>
    public int Moves { get; private set; }

    /// <summary>The longest silence that was told.</summary>
    public TimeSpan Silent { get; private set; }

    /// <summary>Makes the process findable.</summary>
    public void MarkedBy(ProcessStartInfo start) => start.Environment[MarkVariable] = _mark;

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        if (value is TrialStalled stalled)
        {
            Stalls++;
            Silent = stalled.Silent > Silent ? stalled.Silent : Silent;
            Continue();
        }
        else if (value is TrialMoved)
        {
            Moves++;
        }
    }

    private void Continue()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && IsMarked(folder))
            {
                using Process signal = Process.Start("/bin/kill", ["-CONT", id.ToString(CultureInfo.InvariantCulture)]);
                signal.WaitForExit();
            }
        }
    }

    private bool IsMarked(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
