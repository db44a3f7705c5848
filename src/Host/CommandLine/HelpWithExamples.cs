using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlPipelines.Host;

/// <summary>The library's help, wrapped at the width of text, followed by the verb's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help, HostEnvironment environment) : SynchronousCommandLineAction
{
    /// <summary>Help is given whatever else the command line got wrong.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = environment.TextWidth;
        int exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VerbCommand { Examples.Count: > 0 } verb)
        {
            WriteExamples(verb.Examples);
        }

        return exitCode;
    }

    private void WriteExamples(IReadOnlyList<Example> examples)
    {
        environment.Output.WriteLine("Examples:");
        foreach (Example example in examples)
        {
            environment.Output.WriteLine($"  {example.CommandLine}");
            TextLayout.WriteLabelled(environment.Output, "      ", example.Meaning, environment.TextWidth);
        }

        environment.Output.WriteLine();
    }
}
