using System.CommandLine;
using System.CommandLine.Parsing;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>Prints what is wrong with a command line, the nearest names that exist, and where to read on.</summary>
internal static class UsageErrors
{
    /// <summary>Prints every error of the command line.</summary>
    /// <returns><see cref="ExitCode.Configuration"/>.</returns>
    public static int Print(ParseResult parse, HostEnvironment environment)
    {
        string verb = PathOf(parse.CommandResult);
        foreach (string message in Messages(parse))
        {
            TextLayout.WriteLabelled(environment.Error, "", $"{verb}: {message}{Suggestion(message, parse)}", environment.TextWidth);
        }

        environment.Error.WriteLine($"Try: {verb} --help");
        return ExitCode.Configuration;
    }

    /// <summary>Where a verb is missing, the library says so beside every unknown word; the word alone is the better message.</summary>
    private static IEnumerable<string> Messages(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (command.Subcommands.Count == 0)
        {
            return parse.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal);
        }

        string verbs = string.Join(", ", command.Subcommands.Select(verb => verb.Name));
        return parse.UnmatchedTokens.Count == 0
            ? [$"Expected a command: {verbs}."]
            : parse.UnmatchedTokens.Select(token => token.StartsWith('-')
                ? $"Unrecognized option '{token}'."
                : $"Unrecognized command '{token}'. The commands are {verbs}.");
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
            .Concat(command.Options.Select(option => option.Name))
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive).Select(option => option.Name));
}
