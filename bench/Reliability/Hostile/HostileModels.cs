using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>Run directories with one damaged file, from which a model is loaded and asked to predict. A hostile file holds its number; the damage is done to the run.</summary>
internal static class HostileModels
{
    private static readonly (string Scenario, string File)[] _targets =
    [
        ("network", "config.json"), ("network", "plan.json"), ("network", "trials/baseline/0/trial.json"), ("network", "trials/baseline/0/model/network.json"),
        ("network", "trials/baseline/0/model/weights.bin"), ("network", "trials/baseline/0/model/preprocessing.json"),
        ("logistic", "trials/baseline/0/model/logistic.json"), ("logistic", "trials/baseline/0/model/preprocessing.json"), ("logistic", "config.json"),
    ];

    /// <summary>The file of a number.</summary>
    public static HostileFile Of(int number) =>
        new(Path.GetFileName(_targets[number % _targets.Length].File) + " of a run", ".number", Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), false);

    /// <summary>Trains two small models, and answers for each number what a prediction by a damaged copy says.</summary>
    public static Func<string, string?> Open(string folder)
    {
        string penguins = Path.Combine(folder, "penguins.csv");
        File.Copy(Path.Combine(RepositoryFiles.Root, "assets", "tables", "penguins.csv"), penguins);
        Dictionary<string, string> runs = new()
        {
            ["network"] = Train(folder, "network", """{ "type": "mlp", "hiddenUnits": [8] }""", """{ "epochs": 1 }"""),
            ["logistic"] = Train(folder, "logistic", """{ "type": "logisticRegression" }""", "{}"),
        };
        return path =>
        {
            int number = int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
            (string scenario, string name) = _targets[number % _targets.Length];
            string file = Path.Combine(runs[scenario], name);
            byte[] whole = File.ReadAllBytes(file);
            try
            {
                File.WriteAllBytes(file, Damaged(whole, name, new Random(number)));
                using RunModel model = RunModel.LoadAsync(runs[scenario]).GetAwaiter().GetResult();
                _ = model.PredictAsync([penguins]).GetAwaiter().GetResult();
                return null;
            }
            finally
            {
                File.WriteAllBytes(file, whole);
            }
        };
    }

    private static byte[] Damaged(byte[] whole, string name, Random random) => random.Next(5) switch
    {
        0 => ByteMutations.Truncate(whole, random),
        1 or 2 => ByteMutations.Any(whole, random).Bytes,
        _ when name.EndsWith(".json", StringComparison.Ordinal) => Encoding.UTF8.GetBytes(JsonMutations.Of(JsonNode.Parse(whole)!, random)),
        _ => ByteMutations.Any(whole, random).Bytes,
    };

    private static string Train(string folder, string name, string model, string training)
    {
        string file = Path.Combine(folder, name + ".json");
        File.WriteAllText(file, $$"""
            { "scenario": "{{name}}", "scenarios": { "{{name}}": { "data": { "type": "table", "train": "penguins.csv", "label": "species" }, "model": {{model}},
              "training": {{training}}, "repeats": 1 } } }
            """);
        return StudyRun.StartAsync(
            ConfigurationFile.Load(file, [], null).Study(null),
            new StudyRunOptions { OutputFolder = Path.Combine(folder, "runs"), CacheFolder = Path.Combine(folder, "cache"), Workers = 1, Command = "bench hostile", InProcess = true },
            new Progress<StudyEvent>(),
            CancellationToken.None).GetAwaiter().GetResult().Directory.Root;
    }
}
