using System.Globalization;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The preprocessing of a table: which columns it needs and what each of them gives.</summary>
public sealed record FittedTable : FittedPreprocessing
{
    /// <summary>The file beside <see cref="FittedPreprocessing.FileName"/> that holds the same as ML.NET's transforms, for other programs.</summary>
    public const string TransformsFileName = TablePreparedData.ModelFileName;

    internal const string KindName = "table";

    /// <inheritdoc/>
    [JsonPropertyOrder(-2)]
    public override string Kind { get; init; } = KindName;

    /// <summary>The column that was to be predicted; new tables need not have it.</summary>
    public required string Label { get; init; }

    /// <summary>What stood between the cells of a text file, as it was configured; null for a comma, or a tab in <c>.tsv</c>.</summary>
    public string? Separator { get; init; }

    /// <summary>The texts that stand for a missing value. An empty cell always does.</summary>
    public required IReadOnlyList<string> MissingValues { get; init; }

    /// <summary>The category of a missing text.</summary>
    public string MissingCategory { get; init; } = ColumnarDataView.MissingCategory;

    /// <summary>The columns of the training table in the order of its header, the label excluded.</summary>
    public required IReadOnlyList<FittedTableColumn> Columns { get; init; }

    /// <summary>The names of the features in the order in which the model receives them.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SampleShape Shape => new(1, 1, Features.Count, IsImage: false);

    /// <summary>The columns that a new table must have.</summary>
    [JsonIgnore]
    public IReadOnlyList<FittedTableColumn> Used => [.. Columns.Where(column => column.IsUsed)];

    internal override string? Fault()
    {
        string? fault = base.Fault()
            ?? (MissingCategory != ColumnarDataView.MissingCategory ? $"another category for missing texts than \"{ColumnarDataView.MissingCategory}\"" : null)
            ?? (Separator is { Length: not 1 } ? "a separator that is not one character" : null)
            ?? (Columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() < Columns.Count ? "a column that is named twice" : null)
            ?? Columns.Select(column => column.Fault()).FirstOrDefault(found => found is not null);
        return fault
            ?? (Columns.Sum(column => (long)column.Width) != Features.Count || Features.Count == 0
                ? FormattableString.Invariant($"columns that give {Columns.Sum(column => (long)column.Width)} features where {Features.Count} are named")
                : null);
    }
}

/// <summary>What was fitted to a column.</summary>
public sealed record FittedTableColumn
{
    /// <summary>The header's text.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Whether its value gives features: one of a numeric column, one per category (or per hash) of a categorical one.</summary>
    public required bool Value { get; init; }

    /// <summary>Whether a feature, after that of the value, says that the value is missing: 1 or 0.</summary>
    public required bool MissingIndicator { get; init; }

    /// <summary>What a missing number becomes before it is scaled; null for texts.</summary>
    public double? Replacement { get; init; }

    /// <summary>A number x becomes (x - offset) * scale in 64 bits, then is rounded to 32; null without scaling and for texts.</summary>
    public double? Offset { get; init; }

    /// <summary>See <see cref="Offset"/>.</summary>
    public double? Scale { get; init; }

    /// <summary>The categories in the order of their features: 1 for the row's own, 0 for the others, all 0 for an unknown one. Null for numbers and hashed texts.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The number of features of hashed texts (a power of two); null otherwise.</summary>
    public int? HashSize { get; init; }

    /// <summary>Whether the column gives any feature.</summary>
    [JsonIgnore]
    public bool IsUsed => Value || MissingIndicator;

    /// <summary>The number of its features.</summary>
    [JsonIgnore]
    public int Width => (Value ? Categories?.Count ?? HashSize ?? 1 : 0) + (MissingIndicator ? 1 : 0);

    /// <summary>The column as the transforms were fitted to it; without features where it has none.</summary>
    internal static FittedTableColumn Of(TableColumn column, FittedColumn? fitted) => new()
    {
        Name = column.Name,
        Kind = column.Kind,
        Value = fitted?.Column.HasValue ?? false,
        MissingIndicator = fitted?.Column.HasIndicator ?? false,
        Replacement = fitted?.Replacement,
        Offset = fitted?.Offset,
        Scale = fitted?.Scale,
        Categories = fitted?.Categories,
        HashSize = fitted?.HashSize,
    };

    internal string? Fault()
    {
        bool isNumber = Kind == ColumnKind.Numeric;
        bool fits = Kind switch
        {
            ColumnKind.Numeric => Categories is null && HashSize is null && Value == Replacement is not null && Offset is null == Scale is null,
            ColumnKind.Categorical => !MissingIndicator && Replacement is null && Offset is null && Scale is null
                && (Value ? Categories is null != HashSize is null : Categories is null && HashSize is null),
            _ => !IsUsed,
        };
        return !fits ? $"the column \"{Name}\" with members that do not fit each other"
            : isNumber && !((double[])[Replacement ?? 0, Offset ?? 0, Scale ?? 0]).All(double.IsFinite) ? $"the column \"{Name}\" with a number that is not finite"
            : HashSize is { } size && (size is < 2 or > 1 << 16 || !int.IsPow2(size)) ? string.Create(CultureInfo.InvariantCulture, $"the column \"{Name}\" hashed to {size} features")
            : Categories is { } categories && categories.Distinct(StringComparer.Ordinal).Count() < categories.Count ? $"the column \"{Name}\" with a category that is named twice"
            : null;
    }
}
