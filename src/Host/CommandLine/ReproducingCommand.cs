using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>The command line that runs a study again from the configuration file's folder; only what changes a result is in it.</summary>
internal static class ReproducingCommand
{
    /// <summary>The command line, quoted for a POSIX shell.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="configurationFile">The file that it stands in.</param>
    /// <param name="size">The size.</param>
    /// <param name="overrides">The values of <c>--set</c> and its short forms.</param>
    /// <param name="budget">The budget of a diagnosis; null for a plain run.</param>
    public static string Of(string scenario, string configurationFile, ScenarioSize size, IReadOnlyList<string> overrides, TimeSpan? budget = null)
    {
        string file = Path.GetFileName(configurationFile);
        IEnumerable<string> words =
        [
            RootVerb.Name, budget is null ? "run" : "diagnose", scenario,
            .. file == VerbOptions.DefaultConfigurationFile ? (string[])[] : ["--config", file],
            .. size == ScenarioSize.Full ? (string[])["--size", "full"] : [],
            .. budget is { } time ? (string[])["--budget", Durations.Text(time)] : [],
            .. overrides.SelectMany(value => (string[])["--set", value]),
        ];
        return string.Join(' ', words.Select(Quoted));
    }

    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || "-_=./:,+@%".Contains(character, StringComparison.Ordinal);
}
