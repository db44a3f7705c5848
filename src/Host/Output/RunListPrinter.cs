using MlPipelines.Evaluation;
using MlPipelines.Reports;

namespace MlPipelines.Host;

/// <summary>Prints a list of runs: two or three lines each, the state at the right.</summary>
internal static class RunListPrinter
{
    private const string Indent = "    ";

    /// <summary>Prints the list.</summary>
    public static void Print(IReadOnlyList<RunEntry> entries, string folder, HostEnvironment environment)
    {
        TextWriter writer = environment.Output;
        int width = environment.TextWidth;
        if (entries.Count == 0)
        {
            TextLayout.WriteLabelled(writer, "", $"no runs in {folder}; start one with: {RootVerb.Name} run", width);
            return;
        }

        TextLayout.WriteLabelled(writer, "", $"{folder}: {RunWords.Tally(entries)}", width);
        foreach (RunEntry entry in entries)
        {
            writer.WriteLine();
            PrintHead(entry, writer, width);
            if (entry.Reason is { } reason)
            {
                TextLayout.WriteLabelled(writer, Indent, reason, width);
                continue;
            }

            TextLayout.WriteLabelled(writer, Indent, About(entry), width);
            if (Found(entry) is { } found)
            {
                TextLayout.WriteLabelled(writer, Indent, found, width);
            }
        }
    }

    private static void PrintHead(RunEntry entry, TextWriter writer, int width)
    {
        string state = RunWords.State(entry.State);
        string id = TextLayout.Printable(entry.Id);
        int room = width - state.Length - 2;

        // An id is to be copied: where it leaves no room for the state, the state goes to the next line.
        writer.WriteLine(id.Length <= room ? $"{id.PadRight(room)}  {state}" : $"{id}\n{Indent}{state}");
    }

    private static string About(RunEntry entry) =>
        $"{Figures.Moment(entry.When)}, {entry.Scenario ?? "scenario not known yet"}, {(entry.Trials == 0 ? "reading the data" : RunWords.Trials(entry))}"
        + (entry.Outcome?.Failed > 0 ? $", {Quantities.Count(entry.Outcome.Failed)} failed" : "");

    private static string? Found(RunEntry entry)
    {
        if (RunWords.Verdict(entry.Outcome) is not { } verdict)
        {
            return entry.State == RunState.Interrupted ? $"go on with: {RootVerb.Name} resume {ReproducingCommand.Quoted(entry.Id)}" : null;
        }

        string test = entry.Outcome!.Test is { } accuracy
            ? $"test {Quantities.Percent(accuracy.Mean)}{(accuracy.Interval is { } interval ? $" [{Plain(interval.Lower)}, {Plain(interval.Upper)}]" : "")}; "
            : "";
        return test + verdict;
    }

    private static string Plain(double fraction) => Quantities.Points(fraction);
}
