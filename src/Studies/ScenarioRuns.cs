using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>A scenario's run that a guide may quote.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Result">What the run found.</param>
/// <param name="ConfigurationDigest">The digest of what was run: <see cref="ScenarioRuns.Digest"/>.</param>
public sealed record ScenarioRun(string Scenario, StudyResult Result, string ConfigurationDigest);

/// <summary>Finds, for every scenario of a configuration file, the newest finished run of what the file says now.</summary>
public static class ScenarioRuns
{
    /// <summary>The runs in the order of the file.</summary>
    /// <param name="configurationFile">The configuration file, absolute.</param>
    /// <param name="outputFolder">The folder of runs, absolute.</param>
    /// <param name="size">The size that the guide quotes.</param>
    /// <exception cref="ProblemException">Scenarios that were not run, or not since they were changed; all of them at once.</exception>
    public static IReadOnlyList<ScenarioRun> Find(string configurationFile, string outputFolder, ScenarioSize size)
    {
        ConfigurationFile file = ConfigurationFile.Load(configurationFile, [], null, size);
        List<Problem> problems = [];
        List<ScenarioRun> runs = [];
        foreach (string scenario in file.Config.Scenarios.Keys)
        {
            string expected = Digest(file.Study(scenario));
            RunDirectory? found = Runs(outputFolder, scenario).FirstOrDefault(run => Digest(StudyConfigurationFile.Read(run.Configuration)) == expected);
            if (found is null)
            {
                bool wasRun = Runs(outputFolder, scenario).Any();
                problems.Add(new Problem(
                    $"$.scenarios.{scenario}",
                    $"a finished run of the {(size == ScenarioSize.Full ? "full" : "quick")} size below {outputFolder}",
                    wasRun ? "runs of other sizes or of what the scenario was before" : "none",
                    $"Run it: mlpipelines run {scenario} --size {(size == ScenarioSize.Full ? "full" : "quick")}"));
                continue;
            }

            runs.Add(new ScenarioRun(scenario, ResultFiles.ReadResult(found.Result), expected));
        }

        return problems.Count == 0 ? runs : throw new ProblemException(ProblemStage.Configuration, problems);
    }

    /// <summary>A digest of everything that a study's result depends on, apart from the place where its files lie: SHA-256, the first 16 hexadecimal digits.</summary>
    public static string Digest(StudyConfiguration study)
    {
        JsonArray parts = [Plain(study.Baseline)];
        foreach (VariantConfiguration variant in study.Variants)
        {
            parts.Add(variant.Name);
            parts.Add(Plain(variant.Options));
        }

        string folder = JsonEncoded(Path.GetDirectoryName(study.ConfigurationFile)! + Path.DirectorySeparatorChar);
        string text = parts.ToJsonString().Replace(folder, "", StringComparison.Ordinal).Replace(JsonEncoded("\\"), "/", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>What is measured; descriptions, the words of the claim, gates and what counts as a cause may change without a new run.</summary>
    private static JsonObject Plain(ScenarioOptions options)
    {
        JsonObject scenario = ScenarioJson.ToJson(options with { Description = null });
        (scenario["claim"] as JsonObject)?.Remove("text");
        foreach (string judged in (ReadOnlySpan<string>)["variants", "gates", "diagnosis", "execution"])
        {
            scenario.Remove(judged);
        }

        // They came after runs that the guide quotes; where they are off, those are what they were.
        if (!options.Pipeline.AlignTest)
        {
            (scenario["pipeline"] as JsonObject)?.Remove("alignTest");
        }

        // The same of the engine; where TensorFlow lies is a place of this machine.
        JsonObject? training = scenario["training"] as JsonObject;
        training?.Remove("tensorFlowLibrary");
        if (options.Training.Engine == NeuralEngine.Torch)
        {
            training?.Remove("engine");
        }

        if (options.Data is ImageListOptions { AllowOutside: false } or ImageFolderOptions { AllowOutside: false })
        {
            (scenario["data"] as JsonObject)?.Remove("allowOutside");
        }

        return scenario;
    }

    private static string JsonEncoded(string text) => JsonValue.Create(text).ToJsonString()[1..^1];

    private static IEnumerable<RunDirectory> Runs(string outputFolder, string scenario)
    {
        string folder = Path.Combine(outputFolder, scenario);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).OrderDescending(StringComparer.Ordinal).Select(run => new RunDirectory(run)).Where(run => File.Exists(run.Result))
            : [];
    }
}
