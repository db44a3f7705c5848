using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The second half of the image pipeline as an ML.NET estimator: fits mean and standard deviation per channel on the rows it is given - training
/// samples, nothing else - and adds the column <c>Features</c>.
/// </summary>
internal sealed class ChannelNormalizingEstimator(MLContext context, PixelNormalization option, int pixelBytes, int channels)
    : IEstimator<ChannelNormalizingTransformer>
{
    /// <inheritdoc/>
    public ChannelNormalizingTransformer Fit(IDataView input)
    {
        ChannelStatistics statistics = new(channels);
        foreach (PixelRow row in context.Data.CreateEnumerable<PixelRow>(input, reuseRowObject: true))
        {
            statistics.Add(row.Pixels);
        }

        return new ChannelNormalizingTransformer(context, statistics, option, pixelBytes);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        ChannelNormalizingTransformer.Mapping(context, (_, _) => { }, pixelBytes).GetOutputSchema(inputSchema);
}

/// <summary>The fitted normalisation as an ML.NET transformer.</summary>
internal sealed class ChannelNormalizingTransformer : ITransformer
{
    private readonly Lazy<ITransformer> _mapping;

    /// <summary>A transformer with fitted statistics.</summary>
    public ChannelNormalizingTransformer(MLContext context, ChannelStatistics statistics, PixelNormalization option, int pixelBytes)
    {
        Statistics = statistics;
        Normalization = statistics.Normalization(option);

        // Made when a view is transformed: compiling a mapping takes ML.NET tens of milliseconds, and sets of samples need only the values.
        _mapping = new(() => Mapping(context, Map, pixelBytes).Fit(context.Data.LoadFromEnumerable<PixelRow>([], PixelSchema(pixelBytes))));
    }

    /// <summary>What was fitted.</summary>
    public ChannelStatistics Statistics { get; }

    /// <summary>What is applied.</summary>
    public ChannelNormalization Normalization { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _mapping.Value.IsRowToRowMapper;

    /// <summary>The schema of decoded images.</summary>
    public static SchemaDefinition PixelSchema(int pixelBytes)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(PixelRow));
        schema[nameof(PixelRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, pixelBytes);
        return schema;
    }

    /// <summary>The row mapping with the types of its columns.</summary>
    public static IEstimator<ITransformer> Mapping(MLContext context, Action<PixelRow, NormalizedRow> map, int pixelBytes)
    {
        SchemaDefinition output = SchemaDefinition.Create(typeof(NormalizedRow));
        output[nameof(NormalizedRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, pixelBytes);
        return context.Transforms.CustomMapping(map, contractName: null, PixelSchema(pixelBytes), output);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.Value.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.Value.GetRowToRowMapper(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _mapping.Value.Transform(input);

    /// <summary>Not ML.NET's format: the fitted values are written as <c>preprocessing.json</c>, which other programs can read.</summary>
    public void Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("Image preprocessing is saved as preprocessing.json, not as an ML.NET model.");

    private void Map(PixelRow row, NormalizedRow output)
    {
        if (output.Features.Length != row.Pixels.Length)
        {
            output.Features = new float[row.Pixels.Length];
        }

        Normalization.Apply(row.Pixels, output.Features);
    }
}
