using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What the transforms learned about one column, in plain values that a reader of <c>preprocessing.json</c> can follow.</summary>
internal sealed record FittedColumn
{
    /// <summary>The column and what it gives.</summary>
    public required FeatureColumn Column { get; init; }

    /// <summary>What a missing number becomes before it is scaled; null for categories.</summary>
    public double? Replacement { get; init; }

    /// <summary>A numeric value x becomes (x - Offset) * Scale; null without scaling and for categories.</summary>
    public double? Offset { get; init; }

    /// <summary>See <see cref="Offset"/>.</summary>
    public double? Scale { get; init; }

    /// <summary>The categories in the order of their features; null for numbers and hashed categories.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The number of features of a hashed category; null otherwise.</summary>
    public int? HashSize { get; init; }

    /// <summary>Reads what was fitted out of the transformers.</summary>
    /// <param name="column">The column.</param>
    /// <param name="pipeline">How it was prepared.</param>
    /// <param name="output">The fitted output column.</param>
    /// <param name="replacement">What its missing numbers become, or null.</param>
    /// <param name="scaling">The scaling of the numeric columns, or null.</param>
    /// <param name="position">The column's position in the scaling, or -1.</param>
    public static FittedColumn Of(
        FeatureColumn column, PipelineOptions pipeline, DataViewSchema.Column output, double? replacement, NormalizingTransformer? scaling, int position)
    {
        FittedColumn fitted = new() { Column = column, Replacement = replacement };
        if (column.Kind == ColumnKind.Categorical)
        {
            return pipeline.Categories == CategoryEncoding.Hashing
                ? fitted with { HashSize = 1 << pipeline.HashBits }
                : fitted with { Categories = SlotNames(output) };
        }

        return scaling is not null && position >= 0
            && scaling.GetNormalizerModelParameters(position) is NormalizingTransformer.AffineNormalizerModelParameters<double> affine
            ? fitted with { Offset = affine.Offset, Scale = affine.Scale }
            : fitted;
    }

    /// <summary>The names of the column's features.</summary>
    public IEnumerable<string> FeatureNames()
    {
        if (Column.Kind == ColumnKind.Categorical)
        {
            return Categories is not null
                ? Categories.Select(category => $"{Column.Name}={category}")
                : Enumerable.Range(0, HashSize!.Value).Select(slot => string.Create(CultureInfo.InvariantCulture, $"{Column.Name}#{slot}"));
        }

        string[] names = [Column.Name, $"{Column.Name} is missing"];
        return names.Where((_, index) => index == 0 ? Column.HasValue : Column.HasIndicator);
    }

    private static string[] SlotNames(DataViewSchema.Column output)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        output.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
