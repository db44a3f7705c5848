using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlPipelines.Configuration;

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
    public static Option<int?> Workers() => Number(
        "--workers",
        1,
        "Trials side by side, in processes of their own. The result does not depend on it. [default: as many as the processors carry]");

    /// <summary><c>-v|--verbosity</c>, which every verb takes; <see cref="HostEnvironment.Verbosity"/> holds it.</summary>
    public static Option<Verbosity?> Verbosity() => new("--verbosity", "-v")
    {
        HelpName = "LEVEL",
        Recursive = true,
        Description = "How much is printed: quiet (results and problems), minimal, normal, detailed (every epoch) or diagnostic; also q, m, n, d, diag. [default: normal]",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "q" or "quiet" => Host.Verbosity.Quiet,
            "m" or "minimal" => Host.Verbosity.Minimal,
            "n" or "normal" => Host.Verbosity.Normal,
            "d" or "detailed" => Host.Verbosity.Detailed,
            "diag" or "diagnostic" => Host.Verbosity.Diagnostic,
            string other => Fail<Verbosity?>(result, $"--verbosity: expected quiet, minimal, normal, detailed or diagnostic, received '{other}'."),
        },
    };

    /// <summary><c>--size</c>.</summary>
    public static Option<ScenarioSize?> Size(string description, ScenarioSize fallback) => new("--size")
    {
        HelpName = "quick|full",
        Description = $"{description} [default: {(fallback == ScenarioSize.Full ? "full" : "quick")}]",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "quick" => ScenarioSize.Quick,
            "full" => ScenarioSize.Full,
            string other => Fail<ScenarioSize?>(result, $"--size: expected quick or full, received '{other}'."),
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Number(string name, int minimum, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
            int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum
                ? value
                : Fail<int?>(result, $"{name}: expected a whole number of at least {minimum}, received '{result.Tokens[0].Value}'."),
    };

    /// <summary>An option that takes a time above 0: <c>90s</c>, <c>10m</c>, <c>1h30m</c>.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => Durations.Parse(result.Tokens[0].Value)
            ?? Fail<TimeSpan?>(result, $"{name}: expected a time such as 90s, 10m or 1h30m, received '{result.Tokens[0].Value}'."),
    };

    /// <summary>An option that takes a path.</summary>
    public static Option<T> Path<T>(string name, string helpName, string description)
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result => RejectDashes(result.Tokens, result));
        return option;
    }

    /// <summary>An argument that may be left out would otherwise take a mistyped option for its value.</summary>
    public static Argument<T> Named<T>(string name, string description, ArgumentArity arity)
    {
        var argument = new Argument<T>(name) { Description = description, Arity = arity };
        argument.Validators.Add(result => RejectDashes(result.Tokens, result));
        return argument;
    }

    /// <summary><c>--set</c>.</summary>
    public static Option<string[]> Overrides()
    {
        var option = new Option<string[]>("--set")
        {
            HelpName = "PATH=VALUE",
            Description = "Replaces one value of the scenario: training.epochs=3. The value is JSON, or text where it is not. May be given again.",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1 || token.Value.StartsWith('-')))
            {
                result.AddError($"--set: expected path=value such as training.epochs=3, received '{token.Value}'.");
            }
        });
        return option;
    }

    /// <summary>The override that a short form stands for.</summary>
    public static IEnumerable<string> Short(string path, int? value) =>
        value is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"{path}={value}")];

    private static Option<string> Path(string name, string helpName, string description, string fallback)
    {
        Option<string> option = Path<string>(name, helpName, description);
        option.DefaultValueFactory = _ => fallback;
        return option;
    }

    private static T? Fail<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }

    private static void RejectDashes(IReadOnlyList<Token> tokens, SymbolResult result)
    {
        foreach (Token token in tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized option '{token.Value}'.");
        }
    }
}
