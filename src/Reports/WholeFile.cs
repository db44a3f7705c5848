using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Reports;

/// <summary>Writes a file wholly or not at all: whoever opens it finds the old text or the new one, never a half.</summary>
internal static class WholeFile
{
    /// <summary>Writes the text in UTF-8 without a byte order mark.</summary>
    /// <exception cref="ProblemException">The file cannot be written; what was there before still is.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            await File.WriteAllTextAsync(partial, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Discard(partial);
            throw new ProblemException(
                ProblemStage.Data,
                new Problem(path, "a file that can be written", failure.Message.TrimEnd('.'), "Free some space or choose another folder with --output."));
        }
        catch (OperationCanceledException)
        {
            Discard(partial);
            throw;
        }
    }

    // The failure that led here is the one to tell; a folder that is gone holds no remains.
    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
