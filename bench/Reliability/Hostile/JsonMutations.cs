using System.Text.Json.Nodes;

namespace MlPipelines.Bench;

/// <summary>Changes of a JSON document that leave it JSON: values of other types, huge numbers, members gone, renamed, or taken from elsewhere, deep nesting.</summary>
internal static class JsonMutations
{
    /// <summary>The text of a document with up to three changes.</summary>
    public static string Of(JsonNode root, Random random)
    {
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            List<JsonObject> objects = [];
            Collect(root, objects);
            JsonObject target = objects[random.Next(objects.Count)];
            if (target.Count > 0)
            {
                Change(target, target.ElementAt(random.Next(target.Count)).Key, objects, random);
            }
        }

        string text = root.ToJsonString();
        if (random.Next(10) == 0)
        {
            // A member twice, which the document model cannot hold.
            int at = text.IndexOf('{', random.Next(text.Length / 2));
            text = at < 0 ? text : text.Insert(at + 1, "\"repeats\":3,\"repeats\":4,");
        }

        return text;
    }

    /// <summary>The text of a document with one small change: a number a little larger or smaller, a truth value turned round, a member gone or moved to the end.</summary>
    public static string Mild(JsonNode root, Random random)
    {
        List<JsonObject> objects = [];
        Collect(root, objects);
        JsonObject[] filled = [.. objects.Where(one => one.Count > 0)];
        JsonObject target = filled[random.Next(filled.Length)];
        (string name, JsonNode? value) = target.ElementAt(random.Next(target.Count));
        if (value is JsonValue number && number.TryGetValue(out double size) && random.Next(4) > 0)
        {
            target[name] = size % 1 == 0 ? JsonValue.Create((long)size + random.Next(-2, 3)) : JsonValue.Create(size * (0.5 + random.NextDouble()));
        }
        else if (value is JsonValue truth && truth.TryGetValue(out bool isSo))
        {
            target[name] = !isSo;
        }
        else
        {
            target.Remove(name);
            if (random.Next(2) == 0)
            {
                target[name] = value;
            }
        }

        return root.ToJsonString();
    }

    private static void Change(JsonObject target, string name, List<JsonObject> objects, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                target.Remove(name);
                break;
            case 1:
                target[name + "x"] = target[name]?.DeepClone();
                break;
            case 2:
                target[name] = objects[random.Next(objects.Count)].DeepClone();
                break;
            default:
                target[name] = Value(random);
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(random.NextDouble() * Math.Pow(10, random.Next(-300, 300))),
        2 => JsonValue.Create(-random.Next()),
        3 => JsonValue.Create(long.MaxValue),
        4 => JsonValue.Create(new string('x', random.Next(5_000))),
        5 => JsonValue.Create(random.Next(2) == 0),
        6 => new JsonArray(JsonValue.Create(1), null, JsonValue.Create("a")),
        7 => new JsonObject { ["a"] = new JsonObject { ["a"] = 1 } },
        8 => Nested(random.Next(50)),
        9 => JsonValue.Create("\u202E=1+1\u0000\uD83D\uDE00"),
        10 => JsonNode.Parse("1e999")!,
        _ => JsonValue.Create(random.Next(2) == 0 ? int.MaxValue : random.Next(-3, 4)),
    };

    private static JsonNode Nested(int depth)
    {
        JsonNode node = JsonValue.Create(1);
        for (; depth > 0; depth--)
        {
            node = depth % 2 == 0 ? new JsonArray(node) : new JsonObject { ["layers"] = node };
        }

        return node;
    }

    private static void Collect(JsonNode? node, List<JsonObject> objects)
    {
        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject item => item.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        if (node is JsonObject one)
        {
            objects.Add(one);
        }

        foreach (JsonNode? value in inner)
        {
            Collect(value, objects);
        }
    }
}
