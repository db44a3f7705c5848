using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>The command line that runs a study again from the configuration file's folder; only what changes a result is in it.</summary>
internal static class ReproducingCommand
{
    /// <summary>The command line, quoted for a POSIX shell.</summary>
    public static string Of(string scenario, string configurationFile, ScenarioSize size, IReadOnlyList<string> overrides)
    {
        string file = Path.GetFileName(configurationFile);
        IEnumerable<string> words =
        [
            RootVerb.Name, "run", scenario,
            .. file == VerbOptions.DefaultConfigurationFile ? (string[])[] : ["--config", file],
            .. size == ScenarioSize.Full ? (string[])["--size", "full"] : [],
            .. overrides.SelectMany(value => (string[])["--set", value]),
        ];
        return string.Join(' ', words.Select(Quoted));
    }

    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || "-_=./:,+@%".Contains(character, StringComparison.Ordinal);
}
