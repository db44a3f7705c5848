using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Prints what <c>init</c> saw and wrote, and what to do next.</summary>
internal static class InitializationPrinter
{
    /// <summary>Prints it.</summary>
    public static void Print(InitializedScenario written, HostEnvironment environment)
    {
        TextWriter writer = environment.Output;
        if (environment.Verbosity > Verbosity.Quiet)
        {
            Write(written.Found, "found: ", environment);
            Write(written.Odd, "odd:   ", environment);
            Write(written.Notes, "note:  ", environment);
        }

        string file = environment.Shown(written.ConfigurationFile);
        bool isUsual = file == VerbOptions.DefaultConfigurationFile;
        writer.WriteLine($"wrote: {file} (scenario \"{written.Scenario}\") and {environment.Shown(written.SchemaFile)}");
        if (environment.Verbosity == Verbosity.Quiet)
        {
            return;
        }

        writer.WriteLine($"next:  {RootVerb.Name} run{(isUsual ? "" : $" --config {ReproducingCommand.Quoted(file)}")}");
        writer.WriteLine($"       takes about {written.EstimateText} on two cores, by a count of operations");
    }

    private static void Write(IReadOnlyList<string> sentences, string label, HostEnvironment environment)
    {
        foreach (string sentence in sentences)
        {
            TextLayout.WriteLabelled(environment.Output, label, sentence, environment.TextWidth);
        }

        if (sentences.Count > 0)
        {
            environment.Output.WriteLine();
        }
    }
}
