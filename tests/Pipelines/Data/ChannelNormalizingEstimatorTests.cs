using Microsoft.ML;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ChannelNormalizingEstimatorTests
{
    private static readonly PixelRow[] Rows = [new() { Pixels = [1, 20, 30, 3, 20, 50] }, new() { Pixels = [5, 20, 90, 7, 20, 70] }];

    /// <summary>By hand: channel 0 has 1, 3, 5, 7 (mean 4, deviation √5), channel 1 only 20, channel 2 has 30, 50, 90, 70 (mean 60, deviation √500).</summary>
    [Fact]
    public void Fit_ThreeChannels_GivesHandWorkedStatistics()
    {
        ChannelStatistics statistics = Fit(PixelNormalization.Standardize).Statistics;
        Assert.Equal([4, 20, 60], statistics.Mean);
        Assert.Equal([Math.Sqrt(5), 0, Math.Sqrt(500)], statistics.StandardDeviation.Select(value => Math.Round(value, 12)), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    /// <summary>The ML.NET transformer and the values that sets of samples use are one and the same.</summary>
    [Fact]
    public void Transform_InMlNet_EqualsTheValuesOfSamples()
    {
        MLContext context = new(1);
        ChannelNormalizingTransformer transformer = Fit(PixelNormalization.Standardize);
        IDataView view = context.Data.LoadFromEnumerable(Rows, ChannelNormalizingTransformer.PixelSchema(6));
        IDataView normalized = transformer.Transform(view);
        Assert.True(transformer.IsRowToRowMapper);
        Assert.Contains(transformer.GetOutputSchema(view.Schema), column => column.Name == "Features");
        NormalizedRow first = context.Data.CreateEnumerable<NormalizedRow>(normalized, reuseRowObject: false).First();
        float[] expected = new float[6];
        transformer.Normalization.Apply(Rows[0].Pixels, expected);
        Assert.Equal(expected, first.Features);
        Assert.Equal(-3 / Math.Sqrt(5), first.Features[0], 1e-6);
        Assert.Equal(0, first.Features[1]);
    }

    private static ChannelNormalizingTransformer Fit(PixelNormalization option)
    {
        MLContext context = new(1);
        IDataView view = context.Data.LoadFromEnumerable(Rows, ChannelNormalizingTransformer.PixelSchema(6));
        return new ChannelNormalizingEstimator(context, option, 6, 3).Fit(view);
    }
}
