using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>New images by saved values against the samples of the study that saved them, bit by bit.</summary>
public sealed class FittedImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, PipelineOptions> Pipelines() => new()
    {
        { "as it is", new() { Width = 7, Height = 6 } },
        { "crop", new() { Width = 7, Height = 9, Resize = ResizeMode.Crop, Normalization = PixelNormalization.Symmetric } },
        { "pad, grey", new() { Width = 9, Height = 7, Resize = ResizeMode.Pad, Color = ColorMode.Grayscale } },
        { "skew", new() { Width = 9, Height = 7, Test = new() { Resize = ResizeMode.Pad, Normalization = PixelNormalization.Unit, ChannelOrder = ChannelOrder.Bgr } } },
        { "height alone", new() { Height = 5, Color = ColorMode.Rgb } },
    };

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void CopySamples_EveryPipeline_HasTheBitsOfTheStudy(string what, PipelineOptions pipeline)
    {
        Assert.NotEmpty(what);
        for (int index = 0; index < 24; index++)
        {
            int tint = index;
            byte[] image = index % 3 == 0
                ? TestImages.Encode(12, 10 + (index % 4), (x, y) => new SKColor((byte)(x * 9), (byte)(y * 11), (byte)(tint * 9)), SKEncodedImageFormat.Jpeg)
                : TestImages.Numbered(index, 12, 10 + (index % 5));
            _folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index:00}.img.{(index % 3 == 0 ? "jpg" : "png")}", image);
        }

        using PreparedData data = Prepare(pipeline);
        data.SavePreprocessing(_folder.Path);
        FittedImages fitted = Assert.IsType<FittedImages>(FittedPreprocessing.Load(_folder.Path));
        Assert.Equal(data.Shape, fitted.Shape);
        Assert.Equal(data.PathsDiffer, fitted.PathsDiffer);
        Assert.Equal(["a", "b"], fitted.Classes);
        foreach (SampleSet set in (SampleSet[])[data.Train, data.Test])
        {
            NewImages images = NewImages.Read(
                [.. set.Ids.Select(id => new NewImage(id, Path.Combine([_folder.Path, "train", .. id.Split('/')])))], fitted, TestContext.Current.CancellationToken);
            Assert.Empty(images.Unreadable);
            SampleSet prepared = images.Prepare(fitted);
            Assert.Equal(set.ContentHashes!, prepared.ContentHashes!);
            foreach (PreprocessingPath path in (PreprocessingPath[])[PreprocessingPath.Training, PreprocessingPath.Test])
            {
                Assert.Equal(Bits(set, path, data.Shape), Bits(prepared, path, data.Shape));
                Assert.Equal(set.Picture(1, path)!.Pixels, prepared.Picture(1, path)!.Pixels);
            }
        }
    }

    [Fact]
    public void Read_OddImages_AreGreyedOrRepeatedOrNamed()
    {
        for (int index = 0; index < 20; index++)
        {
            _folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index:00}.png", TestImages.Numbered(index));
        }

        _folder.Write("colour.png", TestImages.Encode(12, 10, (_, _) => new SKColor(255, 0, 0), SKEncodedImageFormat.Png));
        _folder.Write("larger.png", TestImages.Numbered(1, 13, 10));
        _folder.Write("text.png", "no image");
        using PreparedData data = Prepare(new() { Normalization = PixelNormalization.None });
        data.SavePreprocessing(_folder.Path);
        FittedImages fitted = (FittedImages)FittedPreprocessing.Load(_folder.Path);
        Assert.Equal(1, fitted.Channels);

        NewImages images = NewImages.Read(
            [.. ((string[])["colour.png", "larger.png", "text.png", "nowhere.png"]).Select(name => new NewImage(name, _folder[name]))], fitted, TestContext.Current.CancellationToken);
        float[] red = new float[120];
        images.Prepare(fitted).CopySamples([0], PreprocessingPath.Test, red);

        // 0.299 x 255, rounded: the luma of red.
        Assert.All(red, value => Assert.Equal(76, value));
        Assert.True(images.Originals[0].IsColored);
        Assert.Equal(
            [
                "larger.png: expected an image of the size of the training images (12 x 10), because the scenario sets no pipeline.width or pipeline.height, received 13 x 10. "
                    + "Resize it as the training images were, or train with pipeline.width and pipeline.height.",
                "text.png: expected a readable image, received not a PNG, JPEG, BMP, GIF or WebP image.",
                "nowhere.png: expected a readable image, received missing.",
            ],
            images.Unreadable.OrderBy(entry => entry.Key).Select(entry => entry.Value.ToString()));
    }

    [Theory]
    [InlineData("\"width\": 12", "\"width\": 1000000", "images of 1000000 x 10 pixels")]
    [InlineData("\"width\": 12", "\"width\": -1", "images of -1 x 10 pixels")]
    [InlineData("\"channels\": 1", "\"channels\": 2", "images of 2 channels")]
    [InlineData("\"channels\": 1", "\"channels\": 3", "a normalisation that has not 3 channels")]
    [InlineData("\"channelOrder\": \"rgb\"", "\"channelOrder\": \"bgr\"", "grey images with channels in another order")]
    [InlineData("\"mlpipelines/preprocessing/2\"", "\"mlpipelines/preprocessing/3\"", "of the format mlpipelines/preprocessing/3, not mlpipelines/preprocessing/2")]
    public void Load_ChangedFile_IsInvalidData(string from, string to, string reason)
    {
        for (int index = 0; index < 20; index++)
        {
            _folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index:00}.png", TestImages.Numbered(index));
        }

        using PreparedData data = Prepare(new());
        data.SavePreprocessing(_folder.Path);
        string file = _folder[FittedPreprocessing.FileName];
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal($"preprocessing.json: {reason}", Assert.Throws<InvalidDataException>(() => FittedPreprocessing.Load(_folder.Path)).Message);
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.StartsWith("preprocessing.json is not in", Assert.Throws<InvalidDataException>(() => FittedPreprocessing.Load(_folder.Path)).Message, StringComparison.Ordinal);

    private static int[] Bits(SampleSet set, PreprocessingPath path, SampleShape shape)
    {
        float[] values = new float[set.Count * shape.Size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], path, values);
        return [.. values.Select(BitConverter.SingleToInt32Bits)];
    }

    private PreparedData Prepare(PipelineOptions pipeline) => DataPreparation.Prepare(
        new ScenarioOptions { Data = new ImageFolderOptions { Train = _folder["train"] }, Pipeline = pipeline, Model = new LogisticRegressionOptions() },
        new TrialSeeds(1, 0, []),
        _folder["cache"],
        null,
        TestContext.Current.CancellationToken);
}
