using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Columns that say which samples belong together, or when they were taken: what a split has to respect for its test to be honest.</summary>
/// <param name="Group">The column whose values recur and name whom or what a sample is of; null for none.</param>
/// <param name="Time">The column of dates that orders all samples; null for none.</param>
internal sealed record SplitColumns(InspectedColumn? Group, InspectedColumn? Time)
{
    /// <summary>Words that name whom or what several samples may be of.</summary>
    private static readonly string[] s_entities =
        ["patient", "subject", "person", "user", "customer", "client", "household", "family", "participant", "student", "employee", "animal", "device", "machine", "session", "site", "hospital", "group"];

    private static readonly string[] s_keys = ["id", "no", "nr", "number", "key", "code", "name", "uid"];

    /// <summary>With fewer groups a split by them leaves too few on a side. Chosen here.</summary>
    private const int FewestGroups = 10;

    /// <summary>Groups of this many samples on average and more are groups. Chosen here.</summary>
    private const double SamplesPerGroup = 1.5;

    /// <summary>Looks for them among columns other than the label.</summary>
    public static SplitColumns Of(IEnumerable<InspectedColumn> columns)
    {
        InspectedColumn[] all = [.. columns];
        return new SplitColumns(
            all.FirstOrDefault(IsGroup),
            all.FirstOrDefault(column => column.IsoDates == column.Texts.Count && column.Distinct >= FewestGroups));
    }

    /// <summary>Whether a column is named for an entity (alone, or with a word such as id) and its values recur in every row.</summary>
    private static bool IsGroup(InspectedColumn column)
    {
        string[] words = LikelyLabel.Words(column.Name);
        bool isNamed = words.Any(s_entities.Contains) && words.All(word => s_entities.Contains(word) || s_keys.Contains(word));
        return isNamed && column.Present == column.Texts.Count && column.Distinct >= FewestGroups && column.Present >= SamplesPerGroup * column.Distinct;
    }

    /// <summary>Adds the member <c>split</c>.</summary>
    /// <param name="data">Receives it.</param>
    /// <param name="columns">The columns; null where samples have none.</param>
    /// <param name="isSplit">Whether test samples are split off.</param>
    /// <param name="test">Test samples, about.</param>
    public static void AddTo(CommentedObject data, SplitColumns? columns, bool isSplit, int test)
    {
        string precision = HeldOutShares.Precision(test);
        if (columns?.Group is { } group)
        {
            JsonObject split = new() { ["strategy"] = "grouped", ["groupBy"] = group.Name };
            Add(split, isSplit);
            data.Add("split", split, string.Create(
                CultureInfo.InvariantCulture,
                $"\"{group.Name}\" has {group.Distinct:N0} values in {group.Texts.Count:N0} samples. Samples of one stay on one side, because a test on somebody who was trained on is too kind; {precision}, and fewer groups tell less."));
        }
        else if (isSplit)
        {
            data.Add("split", new JsonObject { ["test"] = HeldOutShares.Test }, $"No test set was given, so a fifth is held out: {precision}.");
        }

        if (columns is { Time: { } time, Group: null })
        {
            data.Suggest("split", new JsonObject { ["strategy"] = "time", ["orderBy"] = time.Name, ["test"] = HeldOutShares.Test },
                $"\"{time.Name}\" orders the samples in time. If the model is to be used on later ones, test on the latest{(isSplit ? ": replace the line above by this one, and remove \"split\" from \"vary\"" : "")}.");
        }
    }

    private static void Add(JsonObject split, bool isSplit)
    {
        if (isSplit)
        {
            split["test"] = HeldOutShares.Test;
        }
    }
}
