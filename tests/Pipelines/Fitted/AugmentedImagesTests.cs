using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class AugmentedImagesTests : IDisposable
{
    private static readonly AugmentOptions s_augment = new() { Rotation = 12, WidthShift = 0.1, HorizontalFlip = true, Brightness = 0.2, GaussianNoise = 0.05, Erasing = 0.5 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Augment_ImagesInTheOrderOfTheSource_AreThoseOfTheTrainingsEpochsToTheLastBit()
    {
        for (int index = 0; index < 20; index++)
        {
            _folder.Write($"train/{(index < 10 ? "a" : "b")}/{index:00}.png", TestImages.Numbered(index));
        }

        TrialSeeds seeds = new(5, 1, [RandomStream.Augment]);
        PipelineOptions pipeline = new() { Width = 9, Height = 9, Augment = s_augment };
        using PreparedData data = DataPreparation.Prepare(
            new ScenarioOptions { Data = new ImageFolderOptions { Train = _folder["train"] }, Pipeline = pipeline, Model = new LogisticRegressionOptions() },
            seeds, _folder["cache"], null, TestContext.Current.CancellationToken);
        data.SavePreprocessing(_folder.Path);
        FittedImages fitted = (FittedImages)FittedPreprocessing.Load(_folder.Path);
        List<Problem> problems = [];
        NewImages images = NewImages.Read(
            InputFiles.Find([new InputPath("train", _folder["train"])], wantsImages: true, problems).Images, fitted, TestContext.Current.CancellationToken);
        SampleSet augmented = images.Augment(fitted, s_augment, seeds, 3)!;
        int size = fitted.Shape.Size;

        Assert.Equal(60, augmented.Count);
        for (int row = 0; row < data.Train.Count; row++)
        {
            for (int epoch = 0; epoch < 3; epoch++)
            {
                float[] expected = new float[size];
                data.Augmentation!.CopySamples([row], [0], epoch, expected);
                float[] copied = new float[size];
                int own = (data.Train.SourceIndexes[row] * 3) + epoch;
                augmented.CopySamples([own], PreprocessingPath.Training, copied);
                Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), copied.Select(BitConverter.SingleToInt32Bits));
                Assert.Equal(data.AugmentedPicture(row, epoch, 0)!.Pixels, augmented.Picture(own, PreprocessingPath.Training)!.Pixels);
            }
        }

        Assert.Equal("train/a/01.png #2", augmented.Ids[5]);
        Assert.Null(images.Augment(fitted, new AugmentOptions(), seeds, 3));
    }
}
