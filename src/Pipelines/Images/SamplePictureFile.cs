namespace MlPipelines.Pipelines;

/// <summary>A sample's picture as a file for a report.</summary>
public static class SamplePictureFile
{
    /// <summary>Writes a PNG, grey or colour, and replaces what was there. A side longer than 96 pixels is shrunk to that.</summary>
    /// <param name="path">The file, in an existing folder.</param>
    /// <param name="picture">The picture.</param>
    public static void WritePng(string path, SamplePicture picture) => File.WriteAllBytes(path, ToPng(Thumbnail.Of(picture)));

    /// <summary>The content of such a file, at the picture's own size.</summary>
    public static byte[] ToPng(SamplePicture picture) =>
        EncodedPixels.ToPng(picture.Pixels, new SampleShape(picture.Height, picture.Width, picture.Channels, IsImage: true));
}
