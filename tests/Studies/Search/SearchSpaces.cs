using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Tests.Studies;

/// <summary>Searches to test with.</summary>
internal static class SearchSpaces
{
    /// <summary>One dimension of every kind.</summary>
    public static Dictionary<string, SearchDimensionOptions> Every => new()
    {
        ["training.optimizer.learningRate"] = new() { LogUniform = [1e-4, 1e-1] },
        ["model.dropout"] = new() { Uniform = [0, 0.5] },
        ["training.epochs"] = new() { UniformInteger = [2, 9] },
        ["training.batchSize"] = new() { LogUniformInteger = [4, 64] },
        ["model.activation"] = new() { Choice = [JsonValue.Create("relu"), JsonValue.Create("tanh"), JsonValue.Create("sigmoid")] },
        ["model.hiddenUnits"] = new() { Choice = [JsonNode.Parse("[16]")!, JsonNode.Parse("[32,16]")!] },
    };

    /// <summary>A space of six points.</summary>
    public static Dictionary<string, SearchDimensionOptions> Six => new()
    {
        ["a"] = new() { UniformInteger = [1, 3] },
        ["b"] = new() { Choice = [JsonValue.Create("x"), JsonValue.Create("y")] },
    };

    /// <summary>A search.</summary>
    public static SearchOptions Of(SearchStrategy strategy, int trials, int parallel, IReadOnlyDictionary<string, SearchDimensionOptions> space) =>
        new() { Strategy = strategy, Trials = trials, Parallel = parallel, Space = space };

    /// <summary>One dimension.</summary>
    public static SearchDimension Dimension(SearchDimensionOptions options) => SearchDimension.Of("x", options);

    /// <summary>Runs a search to its end; null fails a candidate.</summary>
    public static List<ScoredCandidate> Run(SearchOptions options, int seed, Func<JsonObject, double?> score)
    {
        List<ScoredCandidate> candidates = [];
        while (SearchStep.Next(options, seed, candidates) is { Count: > 0 } round)
        {
            candidates.AddRange(round.Select(values => new ScoredCandidate(values, score(values), false, [])));
        }

        return candidates;
    }

    /// <summary>The values as text, to compare.</summary>
    public static string[] Texts(IEnumerable<ScoredCandidate> candidates) => [.. candidates.Select(candidate => candidate.Values.ToJsonString())];

    /// <summary>A number among the values.</summary>
    public static double Number(JsonObject values, string path) => double.Parse(values[path]!.ToJsonString(), CultureInfo.InvariantCulture);
}
