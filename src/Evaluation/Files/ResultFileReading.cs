using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Reads a whole result file, and words what is wrong with one.</summary>
internal static class ResultFileReading
{
    /// <exception cref="ProblemException">The file is missing or cannot be read.</exception>
    public static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(path, "a result file", "no file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, "a file that can be read", exception.Message);
        }
    }

    /// <summary>The problem of a file that does not hold what its writer wrote.</summary>
    public static ProblemException Damaged(string where, string expected, string received) => new(
        ProblemStage.Data,
        new Problem(where, expected, received, "A trial whose files are damaged is run again by `resume` once its folder is deleted."));
}
