using System.Text.Json;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>A small study in a folder of its own, which the command line runs.</summary>
internal sealed class SmallStudy : IDisposable
{
    private SmallStudy(string name, string folder) => (Name, Folder) = (name, folder);

    /// <summary>The kinds of studies: a network on images, one on a table with early stopping, a logistic model.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["images", "table", "logistic"];

    /// <summary>The scenario's name.</summary>
    public string Name { get; }

    /// <summary>The folder of everything.</summary>
    public string Folder { get; }

    /// <summary>Its only run; null while there is none that was recorded.</summary>
    public RunDirectory? Run => Directory.Exists(Path.Combine(Folder, "runs", Name))
        ? Directory.EnumerateDirectories(Path.Combine(Folder, "runs", Name)).Select(run => new RunDirectory(run)).SingleOrDefault(run => File.Exists(run.Plan))
        : null;

    /// <summary>Writes the configuration file into a new folder.</summary>
    public static SmallStudy Create(string kind)
    {
        SmallStudy study = new(kind, Directory.CreateTempSubdirectory($"reliability-{kind}-").FullName);
        File.WriteAllText(Path.Combine(study.Folder, "mlconfig.json"), $$"""{ "scenario": "{{kind}}", "scenarios": { "{{kind}}": {{Scenario(kind)}} } }""");
        return study;
    }

    /// <summary>Starts the study.</summary>
    public IReadOnlyList<string> RunArguments(int workers) => ["run", Name, "-v", "quiet", "--workers", FormattableString.Invariant($"{workers}")];

    /// <summary>Goes on with it.</summary>
    public IReadOnlyList<string> ResumeArguments(int workers) => ["resume", Run!.Root, "-v", "quiet", "--workers", FormattableString.Invariant($"{workers}")];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Scenario(string kind) => kind switch
    {
        "images" => $$"""
            { "data": { "type": "imageFolder", "train": {{Asset("fashion-folders", "train")}}, "test": {{Asset("fashion-folders", "test")}} },
              "pipeline": { "augment": { "rotation": 10 } }, "model": { "type": "cnn", "dropout": 0.3 },
              "training": { "epochs": 6, "schedule": { "type": "cosine" } }, "repeats": 1 }
            """,
        "table" => $$"""
            { "data": { "type": "table", "train": {{Asset("tables", "attrition.csv")}}, "label": "Attrition" }, "model": { "type": "mlp", "hiddenUnits": [64, 64], "dropout": 0.2 },
              "training": { "epochs": 30, "earlyStopping": { "patience": 20 }, "schedule": { "type": "reduceOnPlateau" } },
              "repeats": 1, "variants": { "sgd": { "training": { "optimizer": { "type": "sgd", "momentum": 0.9 } } } } }
            """,
        _ => $$"""
            { "data": { "type": "table", "train": {{Asset("tables", "breast_cancer.csv")}}, "label": "diagnosis" }, "model": { "type": "logisticRegression" },
              "repeats": 1, "variants": { "weak": { "model": { "l2": 0.01 } } } }
            """,
    };

    private static string Asset(params ReadOnlySpan<string> path) => JsonSerializer.Serialize(Path.Combine([RepositoryFiles.Root, "assets", .. path]));
}
