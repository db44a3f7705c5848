using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The ML.NET transforms from a table's columns to one vector of features, fitted on training rows. In the order of the columns, each numeric column
/// gives its scaled value and, where asked for, a missing-value indicator, and each categorical column gives its encoding.
/// </summary>
internal sealed class TableTransform
{
    /// <summary>The vector column that the transforms end with.</summary>
    public const string Features = "Features";

    private readonly MLContext _context;
    private readonly DataViewSchema _inputSchema;
    private readonly TransformerChain<ITransformer> _chain;
    private byte[]? _model;

    private TableTransform(MLContext context, DataViewSchema inputSchema, TransformerChain<ITransformer> chain, IReadOnlyList<FittedColumn> columns)
    {
        _context = context;
        _inputSchema = inputSchema;
        _chain = chain;
        Columns = columns;
        FeatureNames = [.. columns.SelectMany(column => column.FeatureNames())];
        FeatureIsNumeric = [.. columns.SelectMany(column => column.FeatureNames().Select((_, index) => column.Column is { Kind: ColumnKind.Numeric, HasValue: true } && index == 0))];
    }

    /// <summary>What was fitted, column by column.</summary>
    public IReadOnlyList<FittedColumn> Columns { get; }

    /// <summary>The names of the features, in the order of the vector.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>By feature: whether it is the value of a numeric column, not a category and not whether something is missing.</summary>
    public IReadOnlyList<bool> FeatureIsNumeric { get; }

    /// <summary>Fits the transforms.</summary>
    /// <param name="train">The rows of the training set.</param>
    /// <param name="columns">The columns that give features; at least one.</param>
    /// <param name="pipeline">How values are replaced, encoded and scaled.</param>
    public static TableTransform Fit(ColumnarDataView train, IReadOnlyList<FeatureColumn> columns, PipelineOptions pipeline)
    {
        MLContext context = new(seed: 0);
        OutputNames names = new(train.Schema);
        FeatureColumn[] numbers = [.. columns.Where(column => column is { Kind: ColumnKind.Numeric, HasValue: true })];
        FeatureColumn[] indicators = [.. columns.Where(column => column.HasIndicator)];
        FeatureColumn[] categories = [.. columns.Where(column => column is { Kind: ColumnKind.Categorical, HasValue: true })];
        List<ITransformer> fitted = [];
        IDataView view = train;
        NormalizingTransformer? scaling = null;
        Dictionary<string, double> replacements = [];

        if (indicators.Length > 0)
        {
            Append(context.Transforms.IndicateMissingValues(Pairs(indicators, names.Indicator)));
            Append(context.Transforms.Conversion.ConvertType(
                [.. indicators.Select(column => new InputOutputColumnPair(names.Indicator(column)))], DataKind.Single));
        }

        if (numbers.Length > 0)
        {
            MissingValueReplacingTransformer replacing = Append(
                context.Transforms.ReplaceMissingValues(Pairs(numbers, names.Value), ReplacementOf(pipeline.MissingNumbers)));
            replacements = Replacements(replacing.Transform(train.AllMissing()), numbers, names);
            InputOutputColumnPair[] values = [.. numbers.Select(column => new InputOutputColumnPair(names.Value(column)))];
            scaling = ScalingOf(context, values, pipeline.Scaling) is { } estimator ? Append(estimator) : null;
            Append(context.Transforms.Conversion.ConvertType(values, DataKind.Single));
        }

        if (categories.Length > 0)
        {
            InputOutputColumnPair[] pairs = Pairs(categories, names.Value);
            if (pipeline.Categories == CategoryEncoding.OneHot)
            {
                Append(context.Transforms.Categorical.OneHotEncoding(
                    pairs, OneHotEncodingEstimator.OutputKind.Indicator, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));
            }
            else
            {
                Append(context.Transforms.Categorical.OneHotHashEncoding(pairs, OneHotEncodingEstimator.OutputKind.Indicator, pipeline.HashBits));
            }
        }

        Append(context.Transforms.Concatenate(Features, [.. columns.SelectMany(names.OutputsOf)]));
        FittedColumn[] described =
        [
            .. columns.Select(column => FittedColumn.Of(
                column,
                pipeline,
                view.Schema[names.OutputsOf(column).First()],
                replacements.TryGetValue(column.Name, out double replacement) ? replacement : null,
                scaling,
                Array.IndexOf(numbers, column))),
        ];
        return new TableTransform(context, train.Schema, new TransformerChain<ITransformer>([.. fitted]), described);

        T Append<T>(IEstimator<T> estimator)
            where T : class, ITransformer
        {
            T transformer = estimator.Fit(view);
            view = transformer.Transform(view);
            fitted.Add(transformer);
            return transformer;
        }
    }

    /// <summary>The features of all rows of a view: (rows, features), the features varying fastest.</summary>
    public float[] Apply(ColumnarDataView rows, CancellationToken cancellation)
    {
        IDataView transformed = _chain.Transform(rows);
        DataViewSchema.Column column = transformed.Schema[Features];
        float[] features = new float[rows.GetRowCount()!.Value * FeatureNames.Count];
        using DataViewRowCursor cursor = transformed.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            getter(ref buffer);
            buffer.CopyTo(features.AsSpan((int)cursor.Position * FeatureNames.Count, FeatureNames.Count));
        }

        return features;
    }

    /// <summary>Writes the transforms as an ML.NET model whose input are the table's columns.</summary>
    public void Save(string path)
    {
        // ML.NET goes through two temporary files for each column, seconds where there are hundreds; every trial on these data writes the same model.
        _model ??= ModelBytes();
        File.WriteAllBytes(path, _model);
    }

    private byte[] ModelBytes()
    {
        using MemoryStream stream = new();
        _context.Model.Save(_chain, _inputSchema, stream);
        return stream.ToArray();
    }

    /// <summary>The values of the only row of a view, by a single cursor: one for each column takes seconds where there are hundreds.</summary>
    private static Dictionary<string, double> Replacements(IDataView replaced, FeatureColumn[] numbers, OutputNames names)
    {
        DataViewSchema.Column[] outputs = [.. numbers.Select(column => replaced.Schema[names.Value(column)])];
        using DataViewRowCursor cursor = replaced.GetRowCursor(outputs);
        cursor.MoveNext();
        return numbers.Zip(outputs).ToDictionary(pair => pair.First.Name, pair => Value(pair.Second));

        double Value(DataViewSchema.Column output)
        {
            double value = default;
            cursor.GetGetter<double>(output)(ref value);
            return value;
        }
    }

    private static InputOutputColumnPair[] Pairs(IEnumerable<FeatureColumn> columns, Func<FeatureColumn, string> output) =>
        [.. columns.Select(column => new InputOutputColumnPair(output(column), column.Name))];

    private static MissingValueReplacingEstimator.ReplacementMode ReplacementOf(MissingNumberReplacement replacement) => replacement switch
    {
        MissingNumberReplacement.Mean => MissingValueReplacingEstimator.ReplacementMode.Mean,
        MissingNumberReplacement.Minimum => MissingValueReplacingEstimator.ReplacementMode.Minimum,
        MissingNumberReplacement.Maximum => MissingValueReplacingEstimator.ReplacementMode.Maximum,
        MissingNumberReplacement.Mode => MissingValueReplacingEstimator.ReplacementMode.Mode,
        MissingNumberReplacement.Zero => MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        _ => throw new ArgumentOutOfRangeException(nameof(replacement)),
    };

    /// <summary>
    /// ML.NET keeps zero in its place by default and divides by the root mean square; <c>fixZero: false</c> gives mean 0 and standard
    /// deviation 1.
    /// </summary>
    private static NormalizingEstimator? ScalingOf(MLContext context, InputOutputColumnPair[] columns, FeatureScaling scaling) => scaling switch
    {
        FeatureScaling.None => null,
        FeatureScaling.Standardize => context.Transforms.NormalizeMeanVariance(columns, fixZero: false, useCdf: false),
        FeatureScaling.MinMax => context.Transforms.NormalizeMinMax(columns, fixZero: false),
        _ => throw new ArgumentOutOfRangeException(nameof(scaling)),
    };

    /// <summary>Names of intermediate columns that no column of the table has.</summary>
    private sealed class OutputNames
    {
        private readonly string _prefix = "prepared.";

        public OutputNames(DataViewSchema schema)
        {
            while (schema.Any(column => column.Name.StartsWith(_prefix, StringComparison.Ordinal)))
            {
                _prefix = "_" + _prefix;
            }
        }

        public string Value(FeatureColumn column) => $"{_prefix}value.{column.Name}";

        public string Indicator(FeatureColumn column) => $"{_prefix}missing.{column.Name}";

        public IEnumerable<string> OutputsOf(FeatureColumn column)
        {
            if (column.HasValue)
            {
                yield return Value(column);
            }

            if (column.HasIndicator)
            {
                yield return Indicator(column);
            }
        }
    }
}
