using System.Text;
using CsCheck;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>Whatever stands in the file, loading gives a checked configuration or problems, and nothing else.</summary>
public class MutationTests
{
    private static readonly string _valid = ConfigurationText.Scenario(
        """{ "type": "table", "train": "train.csv", "label": "y", "missingValues": ["NA", "é"], "columns": { "a": "ignore" }, "split": { "validation": 0.2 } }""",
        """{ "type": "mlp", "hiddenUnits": [8, 4], "l2": 1e-3 }""",
        """
        "pipeline": { "categories": "hashing", "hashBits": 4 }, // comment
        "training": { "epochs": 3, "optimizer": { "type": "sgd", "momentum": 0.9, "nesterov": true }, "schedule": { "type": "cosine" },
          "earlyStopping": { "patience": 2 }, "classWeights": { "a": 2.5 } },
        "vary": ["init"], "repeats": 4,
        "variants": { "adam": { "training": { "optimizer": { "type": "adam" }, "earlyStopping": null } }, "big": { "model": { "hiddenUnits": [99] } } },
        "sweep": { "data.trainSize": [10, 20] }, "claim": { "text": "t", "variant": "big", "against": "trainSize-20", "direction": "higher" },
        "search": { "trials": 9, "space": { "training.batchSize": { "logUniformInteger": [8, 64] } }, "prune": {} }, "labelAudit": { "variants": ["big"] },
        "full": { "repeats": 8, "variants": { "more": { "training": { "epochs": 9 } } } }
        """).Replace(
            "\"mine\": {", "\"second\": { \"extend\": \"mine\", \"repeats\": 5, \"sweep\": null, \"claim\": null }, \"mine\": {", StringComparison.Ordinal);

    private static readonly string[] _pieces =
    [
        " ", "\n", "\r\n\t", "/* */", "// x\n", "1", "0", "5", "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "0", "1e999", "99999999999999999999", "{}", "[]", "\"\"", "\\", "\\u", "\\ud800", "/*", "//",
        "\0", "\n", "NaN", "'", "\uFEFF", "\"type\":\"cnn\",", "\"layers\":[{\"type\":\"conv2d\"}],", "\"a\":{\"a\":{\"a\":{}}},", "\"data\":null,", "\"variants\":{\"v\":null},",
        "\"type\":", "\"idx\"", "\"training\":", "\"model\":{},", "\"\\u0000\"", "\"scenarios\":{},", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    [Fact]
    public void Load_MutatedText_GivesAConfigurationOrProblems()
    {
        using ConfigurationText text = new();
        Assert.NotNull(text.Baseline(_valid));
        Gen<(int At, int Length, int Piece)> edit = Gen.Select(Gen.Int[0, _valid.Length], Gen.Int[-6, 6].Select(length => Math.Max(0, length)), Gen.Int[-1, _pieces.Length - 1]);
        int loaded = 0;
        edit.Array[1, 2].Sample(edits => loaded += LoadsOrObjects(text, Encoding.UTF8.GetBytes(Mutate(edits))) ? 1 : 0, iter: 600, threads: 1);

        // Some mutations are harmless (spaces, comments, digits): the test would prove nothing if all were refused at the first byte.
        Assert.InRange(loaded, 8, 590);
    }

    [Fact]
    public void Load_MutatedBytes_GivesAConfigurationOrProblems()
    {
        using ConfigurationText text = new();
        byte[] valid = Encoding.UTF8.GetBytes(_valid);
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Sample(
            (at, value, length) =>
            {
                byte[] bytes = [.. valid];
                bytes[at] = value;
                LoadsOrObjects(text, length % 3 == 0 ? bytes[..length] : bytes);
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Load_MutatedOverrides_GiveAConfigurationOrProblems()
    {
        using ConfigurationText text = new();
        File.WriteAllText(text.File1, _valid);
        string[] paths = ["training.epochs", "model", "model.type", "data", "data.train", "variants", "variants.adam", "variants.adam.training.optimizer", "vary", "a.b", "", "description", "full", "extend", "sweep", "search.space", "claim.variant"];
        Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Int[0, _pieces.Length - 1], Gen.Int[0, _pieces.Length - 1]).Sample(
            (path, first, second) =>
            {
                try
                {
                    ConfigurationFile.Load(text.File1, [$"{paths[path]}={_pieces[first]}{_pieces[second]}"], null);
                }
                catch (ProblemException exception)
                {
                    Assert.NotEmpty(exception.Problems);
                }
            },
            iter: 250,
            threads: 1);
    }

    private static string Mutate((int At, int Length, int Piece)[] edits)
    {
        StringBuilder mutated = new(_valid);
        foreach ((int at, int length, int piece) in edits)
        {
            int start = Math.Min(at, mutated.Length);
            mutated.Remove(start, Math.Min(length, mutated.Length - start));
            if (piece >= 0)
            {
                mutated.Insert(start, _pieces[piece]);
            }
        }

        return mutated.ToString();
    }

    private static bool LoadsOrObjects(ConfigurationText text, byte[] bytes)
    {
        File.WriteAllBytes(text.File1, bytes);
        try
        {
            Assert.NotNull(ConfigurationFile.Load(text.File1, [], null).Study(null).Baseline.Model);
            return true;
        }
        catch (ProblemException exception)
        {
            Assert.NotEmpty(exception.Problems);
            Assert.All(exception.Problems, problem => Assert.Matches(@"^mlconfig\.json:\d+:\d+", problem.Where));
            return false;
        }
    }
}
