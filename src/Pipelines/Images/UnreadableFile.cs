namespace MlPipelines.Pipelines;

/// <summary>Why a file cannot be read, in a user's words.</summary>
internal static class UnreadableFile
{
    /// <summary>The reason behind an exception of opening or reading.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "missing",
        UnauthorizedAccessException => "not permitted to be read",
        _ => $"unreadable ({exception.Message})",
    };
}
