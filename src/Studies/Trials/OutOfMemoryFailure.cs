namespace MlPipelines.Studies;

/// <summary>Tells errors that mean "no memory" from others, whether .NET or native code says so, and says what to do.</summary>
internal static class OutOfMemoryFailure
{
    /// <summary>The failure in a sentence; null for any other error. A native library's error comes as the text of an exception of its binding.</summary>
    public static string? Of(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is OutOfMemoryException || TrialProcessEnd.SpeaksOfMemory(inner.Message))
            {
                return $"there was not enough memory: {FirstLine(inner.Message)} Run fewer trials side by side (--workers 1), or take a smaller batch, model or image.";
            }
        }

        return null;
    }

    private static string FirstLine(string text)
    {
        string line = text.AsSpan().Trim() is { Length: > 0 } said ? said.ToString().Split('\n')[0].TrimEnd() : "no more is known";
        return line.EndsWith('.') ? line : line + ".";
    }
}
