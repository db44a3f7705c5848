namespace MlPipelines.Reports;

/// <summary>The addresses of served pages.</summary>
public static class PageAddress
{
    /// <summary>The list of runs.</summary>
    public const string List = "/";

    /// <summary>The comparison of chosen runs; <c>run</c> is given for each.</summary>
    public const string Compare = "/compare";

    /// <summary>A run's report.</summary>
    public static string Report(string id) => Of("report", id);

    /// <summary>A run's live page.</summary>
    public static string Live(string id) => Of("live", id);

    /// <summary>The events of a run's live page.</summary>
    public static string Events(string id) => Of("events", id);

    private static string Of(string page, string id) => $"/{page}/{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}";
}
