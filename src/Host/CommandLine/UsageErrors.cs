using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlPipelines.Host;

/// <summary>Prints what is wrong with a command line, the nearest names that exist, and where to read on.</summary>
internal static class UsageErrors
{
    /// <summary>Prints every error of the command line.</summary>
    /// <returns><see cref="ExitCode.Configuration"/>.</returns>
    public static int Print(ParseResult parse, HostEnvironment environment)
    {
        string verb = PathOf(parse.CommandResult);
        foreach (string message in parse.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            string text = $"{verb}: {message}{Suggestion(message, parse)}";
            TextLayout.WriteLabelled(environment.Error, "", text, environment.TextWidth);
        }

        environment.Error.WriteLine($"Try: {verb} --help");
        return ExitCode.Configuration;
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;

    private static string Suggestion(string message, ParseResult parse)
    {
        string? unknown = parse.Tokens.Select(token => token.Value)
            .FirstOrDefault(value => message.Contains($"'{value}'", StringComparison.Ordinal));
        string? nearest = unknown is null ? null : NearestName.Find(unknown, KnownNames(parse.CommandResult.Command));
        return nearest is null || nearest == unknown ? "" : $" Did you mean '{nearest}'?";
    }

    private static IEnumerable<string> KnownNames(Command command) =>
        command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Options.Select(option => option.Name));
}
