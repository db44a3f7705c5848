using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>A folder with small data files, and configurations that name them.</summary>
internal sealed class ConfigurationText : IDisposable
{
    public ConfigurationText()
    {
        Folder = Directory.CreateTempSubdirectory("mlconfig-").FullName;
        foreach (string name in (string[])["images.idx", "labels.idx", "more-images.idx", "more-labels.idx", "train.csv", "test.csv", "list.csv", "t.parquet"])
        {
            File.WriteAllText(Path.Combine(Folder, name), "");
        }

        Directory.CreateDirectory(Path.Combine(Folder, "photos", "train"));
        Directory.CreateDirectory(Path.Combine(Folder, "photos", "test"));
    }

    public string Folder { get; }

    public string File1 => Path.Combine(Folder, "mlconfig.json");

    public const string Idx = """{ "type": "idx", "trainImages": "images.idx", "trainLabels": "labels.idx" }""";
    public const string Table = """{ "type": "table", "train": "train.csv", "label": "y" }""";
    public const string Folders = """{ "type": "imageFolder", "train": "photos/train", "test": "photos/test" }""";

    public static string Scenario(string data, string model, string more = "") =>
        $$"""{ "scenario": "mine", "scenarios": { "mine": { "data": {{data}}, "model": {{model}}{{(more.Length > 0 ? ", " + more : "")}} } } }""";

    public ConfigurationFile Load(string text, params string[] overrides)
    {
        File.WriteAllText(File1, text);
        return ConfigurationFile.Load(File1, overrides, null);
    }

    public ScenarioOptions Baseline(string text, params string[] overrides) => Load(text, overrides).Study(null).Baseline;

    /// <summary>The messages of the problems, the test folder's name left out.</summary>
    public string[] Problems(string text, params string[] overrides) => Problems(() => Load(text, overrides));

    public string[] Problems(Action load)
    {
        ProblemException exception = Assert.Throws<ProblemException>(load);
        return [.. exception.Problems.Select(problem => problem.ToString().Replace(Folder, "FOLDER", StringComparison.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
