using System.Text;

namespace MlPipelines.Studies;

/// <summary>The name of a scenario that is made for data: theirs, as far as a name may have their letters.</summary>
internal static class ScenarioName
{
    private const int Longest = 64;

    /// <summary>The name that was asked for, which the configuration checks, or one made of the data's path.</summary>
    public static string Of(string? asked, string path)
    {
        if (asked is not null)
        {
            return asked;
        }

        StringBuilder name = new();
        foreach (char letter in Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)))
        {
            bool isAllowed = char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
            if (isAllowed || (name.Length > 0 && name[^1] != '-'))
            {
                name.Append(isAllowed ? char.ToLowerInvariant(letter) : '-');
            }
        }

        string trimmed = name.ToString().Trim('-', '_');
        return trimmed.Length == 0 ? "mine" : trimmed[..Math.Min(Longest, trimmed.Length)];
    }
}
