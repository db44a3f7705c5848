using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Keeps prepared data for the next trials of this process that need the same: trials one after another, most of which differ in the model or the training only. Data with augmentation are not
/// kept, because their draws belong to one trial.
/// </summary>
internal sealed class PreparedDataReuse : IDisposable
{
    /// <summary>The baseline's, a remedy's, and two parts of a learning curve in turn; chosen here.</summary>
    private const int Most = 4;

    private readonly List<(string Key, PreparedData Data)> _kept = [];

    /// <summary>Data as <see cref="DataPreparation.Prepare"/> gives them; they stay this object's.</summary>
    /// <returns>Null for data that are not kept.</returns>
    public PreparedData? Prepare(ScenarioOptions options, TrialSeeds seeds, string cacheFolder, CancellationToken cancellation)
    {
        if (options.Pipeline.Augment is not null)
        {
            return null;
        }

        string key = KeyOf(options, seeds);
        int position = _kept.FindIndex(pair => pair.Key == key);
        (string Key, PreparedData Data) found = position < 0 ? (key, DataPreparation.Prepare(options, seeds, cacheFolder, progress: null, cancellation)) : _kept[position];
        if (position >= 0)
        {
            _kept.RemoveAt(position);
        }

        // The last one is the one that was used last.
        _kept.Add(found);
        if (_kept.Count > Most)
        {
            _kept[0].Data.Dispose();
            _kept.RemoveAt(0);
        }

        return found.Data;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(pair => pair.Data.Dispose());
        _kept.Clear();
    }

    /// <summary>What prepared data depend on; every stream that varies counts, whether data draw from it or not.</summary>
    private static string KeyOf(ScenarioOptions options, TrialSeeds seeds)
    {
        JsonObject scenario = ScenarioJson.ToJson(options);
        return string.Join(
            '\n',
            scenario["data"]!.ToJsonString(),
            scenario["pipeline"]?.ToJsonString(),
            DataPreparation.NeedsSelection(options),
            FormattableString.Invariant($"{seeds.Seed} {seeds.RepeatOf(RandomStream.Split)} {seeds.RepeatOf(RandomStream.Data)} {seeds.RepeatOf(RandomStream.Sampling)}"));
    }
}
