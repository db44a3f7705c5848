using System.Globalization;
using System.Text.RegularExpressions;

namespace MlPipelines.Host;

/// <summary>Times as people write them on a command line: <c>90s</c>, <c>10m</c>, <c>1h30m</c>.</summary>
internal static partial class Durations
{
    /// <summary>The time, or null when the text is none, is 0, or is longer than 999 hours.</summary>
    public static TimeSpan? Parse(string text)
    {
        Match match = Parts().Match(text);
        TimeSpan time = match.Success
            ? TimeSpan.FromHours(Number(match, 1)) + TimeSpan.FromMinutes(Number(match, 2)) + TimeSpan.FromSeconds(Number(match, 3))
            : TimeSpan.Zero;
        return time > TimeSpan.Zero ? time : null;
    }

    /// <summary>The time as <see cref="Parse"/> reads it, in whole seconds.</summary>
    public static string Text(TimeSpan time)
    {
        (int hours, int minutes, int seconds) = ((int)time.TotalHours, time.Minutes, time.Seconds);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(hours > 0 ? $"{hours}h" : "")}{(minutes > 0 ? $"{minutes}m" : "")}{(seconds > 0 ? $"{seconds}s" : "")}");
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,5})s)?\z")]
    private static partial Regex Parts();
}
