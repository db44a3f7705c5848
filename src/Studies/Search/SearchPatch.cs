using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>From the values of a candidate to the merge patch that sets them.</summary>
internal static class SearchPatch
{
    /// <summary>Nests values by their dotted paths: <c>{ "a.b": 1, "a.c": 2 }</c> becomes <c>{ "a": { "b": 1, "c": 2 } }</c>.</summary>
    /// <param name="values">Path → value; objects and arrays stay as they are.</param>
    /// <remarks>
    /// Where one path lies within another (<c>training.optimizer</c> and <c>training.optimizer.learningRate</c>), the inner value becomes a member of the outer one. When
    /// the outer value is null, which removes the option, the inner one has nothing to be a member of and is left out.
    /// </remarks>
    /// <exception cref="ArgumentException">A path lies within another whose value is a number, a text, a truth value or an array.</exception>
    public static JsonObject Of(JsonObject values)
    {
        JsonObject patch = [];
        foreach ((string path, JsonNode? value) in values.OrderBy(entry => entry.Key.Count(character => character == '.')))
        {
            string[] names = path.Split('.');
            if (Holder(patch, names.AsSpan(0, names.Length - 1), path) is { } holder)
            {
                holder[names[^1]] = value?.DeepClone();
            }
        }

        return patch;
    }

    private static JsonObject? Holder(JsonObject patch, ReadOnlySpan<string> names, string path)
    {
        JsonObject holder = patch;
        foreach (string name in names)
        {
            if (!holder.TryGetPropertyValue(name, out JsonNode? inner))
            {
                JsonObject next = [];
                holder.Add(name, next);
                holder = next;
                continue;
            }

            switch (inner)
            {
                case null:
                    return null;
                case JsonObject next:
                    holder = next;
                    break;
                default:
                    throw new ArgumentException($"{path} lies within {name}, whose value {inner.ToJsonString()} has no members", nameof(path));
            }
        }

        return holder;
    }
}
