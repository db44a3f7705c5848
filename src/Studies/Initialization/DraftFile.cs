using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>Reads a configuration that is not a file yet exactly as the file will be read: from its folder, with every check.</summary>
internal static class DraftFile
{
    /// <summary>The scenario that the text names.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="configurationFile">The file that it is to become.</param>
    /// <exception cref="ProblemException">What is wrong with it: a name that was asked for, or a path that cannot be written down.</exception>
    public static StudyConfiguration Read(string text, string configurationFile)
    {
        string draft = $"{configurationFile}.{Guid.NewGuid():N}{AtomicFile.Unfinished}";
        Storage.Write(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(configurationFile)!);
            File.WriteAllText(draft, text, new UTF8Encoding(false));
        }, draft);
        try
        {
            return ConfigurationFile.Load(draft, [], scenario: null).Study(scenario: null) with { ConfigurationFile = configurationFile };
        }
        catch (ProblemException exception)
        {
            // Places are told in the file that it is to become.
            (string from, string to) = (Path.GetFileName(draft), Path.GetFileName(configurationFile));
            throw new ProblemException(
                exception.Stage,
                [.. exception.Problems.Select(problem => problem with { Where = problem.Where.Replace(from, to, StringComparison.Ordinal) })]);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
