using System.Text;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>
/// Compares text with what was read and approved before. To approve a change, run the tests once with the environment variable
/// <c>MLPIPELINES_APPROVE</c> set to 1, and review the difference before you commit it.
/// </summary>
internal static class Approved
{
    public static void Match(string file, string text)
    {
        var path = Path.Combine(RepositoryFiles.Root, "tests", "Reports", "approved", file);
        if (Environment.GetEnvironmentVariable("MLPIPELINES_APPROVE") == "1")
        {
            File.WriteAllText(path, text, new UTF8Encoding(false));
        }

        Assert.True(File.Exists(path), $"{file} was never approved.");
        var approved = File.ReadAllText(path);
        var at = approved.Zip(text).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(approved == text, $"{file} differs at character {at}: approved “{Around(approved, at)}”, received “{Around(text, at)}”.");
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)];
}
