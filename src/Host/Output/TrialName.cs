using System.Globalization;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>What a trial is called: as its folder below <c>trials/</c>.</summary>
internal static class TrialName
{
    /// <summary><c>variant/repeat</c>.</summary>
    public static string Of(string variant, int repeat) => string.Create(CultureInfo.InvariantCulture, $"{variant}/{repeat}");

    /// <summary><c>variant/repeat</c>, <c>variant/search-3</c>, ...</summary>
    public static string Of(PlannedTrial trial) => $"{trial.Variant}/{trial.Name}";
}
