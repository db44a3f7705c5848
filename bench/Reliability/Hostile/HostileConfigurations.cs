using System.Text;
using System.Text.Json.Nodes;

namespace MlPipelines.Bench;

/// <summary>Damaged and nonsensical configuration files, made of valid ones.</summary>
internal static class HostileConfigurations
{
    private static readonly string[] _pieces =
    [
        " ", "\n", "/* */", "// x\n", "1", "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "0", "1e999", "99999999999999999999", "{}", "[]", "\"\"", "\\", "\\u", "\\ud800", "/*",
        "\0", "NaN", "Infinity", "'", "\uFEFF", "\"type\":\"cnn\",", "\"data\":null,", "\"variants\":{\"v\":null},", "\"extend\":\"mine\",", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    private static readonly byte[] _valid = Encoding.UTF8.GetBytes("""
        { "scenario": "mine", "scenarios": { "mine": {
          "data": { "type": "table", "train": "train.csv", "label": "y", "missingValues": ["NA", "é"], "columns": { "a": "ignore" }, "split": { "validation": 0.2 } },
          "model": { "type": "mlp", "hiddenUnits": [8, 4], "l2": 1e-3 },
          "pipeline": { "categories": "hashing", "hashBits": 4 },
          "training": { "epochs": 3, "optimizer": { "type": "sgd", "momentum": 0.9, "nesterov": true }, "schedule": { "type": "cosine" },
            "earlyStopping": { "patience": 2 }, "classWeights": { "a": 2.5 } },
          "vary": ["init"], "repeats": 4,
          "variants": { "adam": { "training": { "optimizer": { "type": "adam" }, "earlyStopping": null } }, "big": { "model": { "hiddenUnits": [99] } } },
          "sweep": { "data.trainSize": [10, 20] }, "claim": { "text": "t", "variant": "big", "against": "trainSize-20", "direction": "higher" },
          "search": { "trials": 9, "space": { "training.batchSize": { "logUniformInteger": [8, 64] } }, "prune": {} }, "labelAudit": { "variants": ["big"] },
          "full": { "repeats": 8, "variants": { "more": { "training": { "epochs": 9 } } } } },
        "images": { "data": { "type": "imageFolder", "train": "photos", "labelNoise": { "rate": 0.1 } },
          "pipeline": { "width": 24, "height": 24, "augment": { "rotation": 15, "horizontalFlip": true } },
          "model": { "type": "cnn", "layers": [ { "type": "conv2d", "filters": 8 }, { "type": "maxPool2d" }, { "type": "flatten" }, { "type": "dense", "units": 4 } ] } } } }
        """);

    /// <summary>The file of a number, and how it was made.</summary>
    public static (string What, byte[] Bytes) Of(int number)
    {
        Random random = new(number);
        if (number % 8 == 0)
        {
            return ("mild changes, many of them valid", Encoding.UTF8.GetBytes(JsonMutations.Mild(JsonNode.Parse(_valid)!, random)));
        }

        switch (number % 4)
        {
            case 0:
                return ("bytes changed", ByteMutations.Any(_valid, random).Bytes);
            case 1:
                return ("cut off, invalid UTF-8, empty", random.Next(4) switch
                {
                    0 => ByteMutations.Truncate(_valid, random),
                    1 => Inserted(_valid, [0xC3], random),
                    2 => Inserted(_valid, [0xED, 0xA0, 0x80, 0xFF], random),
                    _ => [],
                });
            case 2:
                return ("pieces put in", Pieces(random));
            default:
                return ("structure changed", Encoding.UTF8.GetBytes(JsonMutations.Of(JsonNode.Parse(_valid)!, random)));
        }
    }

    private static byte[] Inserted(byte[] file, byte[] piece, Random random)
    {
        int at = random.Next(file.Length);
        return [.. file[..at], .. piece, .. file[at..]];
    }

    private static byte[] Pieces(Random random)
    {
        StringBuilder text = new(Encoding.UTF8.GetString(_valid));
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            int at = random.Next(text.Length);
            text.Remove(at, Math.Min(random.Next(7), text.Length - at));
            text.Insert(at, _pieces[random.Next(_pieces.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
