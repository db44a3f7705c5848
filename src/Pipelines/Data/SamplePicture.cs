namespace MlPipelines.Pipelines;

/// <summary>An image as the model sees it, before normalisation.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Pixels">(height, width, channels), 0..255.</param>
public sealed record SamplePicture(int Width, int Height, int Channels, byte[] Pixels);
