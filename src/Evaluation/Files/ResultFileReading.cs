using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Opens a result file, and words what is wrong with one.</summary>
internal static class ResultFileReading
{
    /// <summary>The whole file.</summary>
    /// <exception cref="ProblemException">The file is missing or cannot be read.</exception>
    public static byte[] ReadAll(string path) => Try(path, () => File.ReadAllBytes(path));

    /// <summary>The file for a reader that has a window of its own.</summary>
    /// <exception cref="ProblemException">The file is missing or cannot be read.</exception>
    public static FileStream Open(string path) => Try(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));

    /// <summary>The problem of a file that does not hold what its writer wrote.</summary>
    public static ProblemException Damaged(string where, string expected, string received) => new(
        ProblemStage.Data,
        new Problem(
            where,
            expected,
            received,
            "`mlpipelines resume` writes result.json again; a trial with damaged files is run again once its folder is deleted."));

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
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
}
