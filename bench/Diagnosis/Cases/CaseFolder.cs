using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>Writes a case, or the case without one of its causes, as a user would have it: a configuration file and data files.</summary>
internal sealed class CaseFolder(DiagnosisCase item, string assets)
{
    /// <summary>The name of the only scenario.</summary>
    public const string Scenario = "case";

    /// <summary>The samples with all plantings, or without one of them.</summary>
    /// <param name="without">The planting that is left out; null for none.</param>
    public CaseSamples Samples(Planting? without)
    {
        CaseSamples samples = item.DataSet.Draw(assets, item.Seed, item.Train, item.Test);
        for (int index = 0; index < item.Plantings.Count; index++)
        {
            Planting planting = item.Plantings[index];

            // A planting draws alike whatever else is planted, so that two runs differ in one cause only.
            Apply(planting.Both, samples, index, 0);
            Apply(planting == without ? planting.Clean : planting.Data, samples, index, 1);
        }

        return samples;
    }

    /// <summary>Writes the files and loads them.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="without">The planting that is left out; null for none.</param>
    public StudyConfiguration Write(string folder, Planting? without) => Write(folder, Samples(without), Options(without));

    /// <summary>Writes files for other options than the case's own.</summary>
    public static StudyConfiguration Write(string folder, CaseSamples samples, JsonObject scenario)
    {
        Directory.CreateDirectory(folder);
        if (samples.Train[0].Pixels is null)
        {
            WriteTable(Path.Combine(folder, "train.csv"), samples.Columns, samples.Train);
            WriteTable(Path.Combine(folder, "test.csv"), samples.Columns, samples.Test);
        }
        else
        {
            IdxAsset.Write(Path.Combine(folder, "train-images"), Path.Combine(folder, "train-labels"), samples.Train);
            IdxAsset.Write(Path.Combine(folder, "test-images"), Path.Combine(folder, "test-labels"), samples.Test);
        }

        JsonObject file = new() { ["scenario"] = Scenario, ["scenarios"] = new JsonObject { [Scenario] = scenario.DeepClone() } };
        string path = Path.Combine(folder, "mlconfig.json");
        File.WriteAllText(path, file.ToJsonString());
        return ConfigurationFile.Load(path, [], scenario: null).Study(scenario: null);
    }

    /// <summary>The scenario with all plantings, or without one of them.</summary>
    public JsonObject Options(Planting? without)
    {
        JsonObject scenario = item.Model.Options();
        scenario["data"] = item.DataSet.IsImage
            ? new JsonObject
            {
                ["type"] = "idx",
                ["trainImages"] = "train-images",
                ["trainLabels"] = "train-labels",
                ["testImages"] = "test-images",
                ["testLabels"] = "test-labels",
                ["classNames"] = new JsonArray([.. Enumerable.Range(0, item.DataSet.Classes).Select(position => JsonValue.Create(((char)('a' + position)).ToString()))]),
            }
            : new JsonObject { ["type"] = "table", ["train"] = "train.csv", ["test"] = "test.csv", ["label"] = "label" };

        // As many validation as training samples: the parts of the gap are known no better than the smaller of the two sets allows.
        scenario["data"]!["split"] = new JsonObject { ["validation"] = 0.5 };
        scenario["repeats"] = item.Model.Repeats;
        scenario["seed"] = item.Seed;
        foreach (Planting planting in item.Plantings.Where(planting => planting != without))
        {
            planting.Options?.Invoke(scenario);
        }

        return scenario;
    }

    /// <summary>SHA-256 over everything that defines the case: options and samples with and without each cause, the first 16 hexadecimal digits.</summary>
    public string Digest()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Planting? without in (Planting?[])[null, .. item.Plantings])
        {
            Add(hash, Options(without).ToJsonString());
            CaseSamples samples = Samples(without);
            Add(hash, string.Join(',', samples.Columns));
            foreach (CaseRow row in (IEnumerable<CaseRow>)[.. samples.Train, .. samples.Test])
            {
                Add(hash, $"{row.Label},{row.Origin},{string.Join(',', row.Cells)}");
                hash.AppendData(row.Pixels ?? []);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));

    private void Apply(SampleChange? change, CaseSamples samples, int planting, int stage)
    {
        CounterRandom random = new(item.Seed, planting, RandomStream.Data, epoch: 10 + stage);
        change?.Invoke(samples, ref random);
    }

    private static void WriteTable(string path, IReadOnlyList<string> columns, IReadOnlyList<CaseRow> rows) => File.WriteAllLines(
        path, [string.Join(',', [.. columns, "label"]), .. rows.Select(row => string.Join(',', [.. row.Cells, row.Label]))]);
}
