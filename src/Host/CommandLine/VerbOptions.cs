using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlPipelines.Host;

/// <summary>The options and arguments that more than one verb takes, each defined once.</summary>
internal static class VerbOptions
{
    /// <summary>The configuration file's usual name.</summary>
    public const string DefaultConfigurationFile = "mlconfig.json";

    /// <summary><c>--config</c>.</summary>
    public static Option<string> Config() => Path("--config", "FILE", "The configuration file.", DefaultConfigurationFile);

    /// <summary><c>--output</c>.</summary>
    public static Option<string?> Output() =>
        Path<string?>("--output", "DIR", "The folder of runs. [default: runs beside the configuration file]");

    /// <summary><c>--cache</c>, with the verb's own default in words.</summary>
    public static Option<string?> Cache(string fallback) =>
        Path<string?>("--cache", "DIR", $"The folder of decoded images, shared by runs. [default: {fallback}]");

    /// <summary><c>--workers</c>.</summary>
    public static Option<int?> Workers() => AtLeast(
        1, new Option<int?>("--workers") { HelpName = "N", Description = "Trials side by side, in processes of their own. The result does not depend on it. [default: as many as the processors carry]" });

    /// <summary><c>-v|--verbosity</c>.</summary>
    public static Option<string> Verbosity()
    {
        var option = new Option<string>("--verbosity", "-v")
        {
            HelpName = "quiet|normal|detailed",
            Description = "quiet prints the result and problems only; detailed prints every epoch.",
            DefaultValueFactory = _ => "normal",
        };
        return option.AcceptOnlyFromAmong("quiet", "normal", "detailed");
    }

    /// <summary>The value of <see cref="Verbosity"/>.</summary>
    public static Verbosity Parsed(string verbosity) => Enum.Parse<Verbosity>(verbosity, ignoreCase: true);

    /// <summary>An option that takes a path.</summary>
    public static Option<T> Path<T>(string name, string helpName, string description)
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result => RejectDashes(result.Tokens, result));
        return option;
    }

    /// <summary>A number that may not be smaller than another.</summary>
    public static Option<int?> AtLeast(int minimum, Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            // A text that is no number has an error already, and no value.
            if (!result.Errors.Any() && result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < minimum)
            {
                result.AddError($"{option.Name}: expected a number of at least {minimum}, received {value}.");
            }
        });
        return option;
    }

    /// <summary>An argument that may be left out would otherwise take a mistyped option for its value.</summary>
    public static Argument<T> Named<T>(string name, string description, ArgumentArity arity)
    {
        var argument = new Argument<T>(name) { Description = description, Arity = arity };
        argument.Validators.Add(result => RejectDashes(result.Tokens, result));
        return argument;
    }

    private static Option<string> Path(string name, string helpName, string description, string fallback)
    {
        Option<string> option = Path<string>(name, helpName, description);
        option.DefaultValueFactory = _ => fallback;
        return option;
    }

    private static void RejectDashes(IReadOnlyList<Token> tokens, SymbolResult result)
    {
        foreach (Token token in tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }
}
