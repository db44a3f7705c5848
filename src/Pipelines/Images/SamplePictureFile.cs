namespace MlPipelines.Pipelines;

/// <summary>A sample's picture as a file for a report.</summary>
public static class SamplePictureFile
{
    /// <summary>Writes a PNG, grey or colour, and replaces what was there. A side longer than 96 pixels is shrunk to that.</summary>
    /// <param name="path">The file, in an existing folder.</param>
    /// <param name="picture">The picture.</param>
    public static void WritePng(string path, SamplePicture picture)
    {
        SamplePicture small = Thumbnail.Of(picture);
        File.WriteAllBytes(path, EncodedPixels.ToPng(small.Pixels, new SampleShape(small.Height, small.Width, small.Channels, IsImage: true)));
    }
}
