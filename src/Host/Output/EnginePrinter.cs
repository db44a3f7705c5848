using MlPipelines.Configuration;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Host;

/// <summary>Prints what this machine has to train with.</summary>
internal static class EnginePrinter
{
    private const string Indent = "  ";

    /// <summary>Prints engines, then what needs none.</summary>
    public static void Print(IReadOnlyList<InstalledEngine> engines, HostEnvironment environment)
    {
        TextWriter writer = environment.Output;
        int width = environment.TextWidth;
        TextLayout.WriteLabelled(writer, "", $"{RootVerb.Name} {ProgramVersion.Text}", width);
        foreach (InstalledEngine engine in engines)
        {
            writer.WriteLine();
            string isDefault = engine == engines[0] ? " (default)" : "";
            TextLayout.WriteLabelled(writer, "", $"engine {engine.Name}{isDefault}: {(engine.Problem is null ? "works" : engine.IsExpected ? "does not work" : "not here")}", width);
            if (engine.Description is { } description)
            {
                TextLayout.WriteLabelled(writer, $"{Indent}version  ", description, width);
                TextLayout.WriteLabelled(writer, $"{Indent}library  ", engine.Location is { } location ? environment.Shown(location) : "comes with the program", width);
                TextLayout.WriteLabelled(writer, $"{Indent}devices  ", string.Join(", ", engine.Devices), width);
                TextLayout.WriteLabelled(
                    writer, $"{Indent}threads  ", $"{new TrainingOptions().Threads} per trial (training.threads) of {Quantities.Count(Environment.ProcessorCount, "processor")}", width);
            }

            if (engine.Problem is { } problem)
            {
                TextLayout.WriteLabelled(writer, $"{Indent}expected  ", problem.Expected, width);
                TextLayout.WriteLabelled(writer, $"{Indent}received  ", problem.Received, width);
                TextLayout.WriteLabelled(writer, $"{Indent}remedy    ", problem.Remedy ?? "", width);
            }
        }

        writer.WriteLine();
        TextLayout.WriteLabelled(writer, "", $"without an engine: {string.Join(", ", InstalledEngines.Others)}", width);
    }
}
