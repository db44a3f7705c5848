using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>One trial of the plan.</summary>
/// <param name="Index">Its number in the plan, from 0: <c>trial --index</c>.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="Repeat">The repeat, from 0; for other kinds than <see cref="TrialKind.Measure"/> the number among those of its kind and variant.</param>
/// <param name="Round">The round of planning that added it, from 0.</param>
public sealed record PlannedTrial(int Index, string Variant, int Repeat, int Round)
{
    /// <summary>What the trial is for.</summary>
    public TrialKind Kind { get; init; }

    /// <summary>Values of searched options (path → value): a candidate's, or those that the search chose; null without a search.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>For a search: the scores after each epoch beyond which the trial is stopped, less being better; null when nothing is pruned.</summary>
    public IReadOnlyList<double>? Limits { get; init; }

    /// <summary>For variance components: the stream that is shared with, or differs from, a repeat of the baseline.</summary>
    public ComponentDraw? Component { get; init; }

    /// <summary>
    /// The variant whose weights of the same repeat are the same, because the two differ in their test samples only. The trial takes them when they are there and
    /// trains them when not; the result is the same.
    /// </summary>
    public string? WeightsFrom { get; init; }

    /// <summary>The name of the trial's folder in its variant's.</summary>
    [JsonIgnore]
    public string Name => Kind switch
    {
        TrialKind.Measure => Repeat.ToString(CultureInfo.InvariantCulture),
        TrialKind.Search => string.Create(CultureInfo.InvariantCulture, $"search-{Repeat}"),
        TrialKind.Fold => string.Create(CultureInfo.InvariantCulture, $"fold-{Repeat}"),
        TrialKind.Component => string.Create(CultureInfo.InvariantCulture, $"component-{Repeat}"),
        TrialKind.RangeTest => "range-test",
        _ => "audit",
    };
}

/// <summary>What a trial is for.</summary>
public enum TrialKind
{
    /// <summary>Trains a repeat of a variant and measures it.</summary>
    Measure,

    /// <summary>Trains a candidate of a search and scores it on the selection set.</summary>
    Search,

    /// <summary>Trains on all folds but one and predicts that one, for the label audit.</summary>
    Fold,

    /// <summary>A run of the design of variance components.</summary>
    Component,

    /// <summary>The learning-rate range test.</summary>
    RangeTest,

    /// <summary>Looks for copies, shifts and other preprocessing in the data, with the eyes of the model that repeat 0 of the baseline trained. Trains nothing.</summary>
    Audit,
}

/// <summary>What a run of the design of variance components has in common with a repeat of the baseline.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="SharesOnly">Whether only this stream is shared and all others that vary are new; otherwise only this stream is new.</param>
/// <param name="Base">The repeat of the baseline.</param>
public sealed record ComponentDraw(RandomStream Stream, bool SharesOnly, int Base);
