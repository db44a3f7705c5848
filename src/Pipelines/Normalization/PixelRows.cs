namespace MlPipelines.Pipelines;

/// <summary>A row of the ML.NET view of decoded images.</summary>
internal sealed class PixelRow
{
    /// <summary>(height, width, channels), 0..255.</summary>
    public byte[] Pixels { get; set; } = [];
}

/// <summary>What normalisation adds to a row.</summary>
internal sealed class NormalizedRow
{
    /// <summary>(height, width, channels) as the model sees them.</summary>
    public float[] Features { get; set; } = [];
}
