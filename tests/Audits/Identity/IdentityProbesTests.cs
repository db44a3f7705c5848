using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Tests.Trainers;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class IdentityProbesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Probe_OnePath_IsEqualToTheLastBit()
    {
        using PreparedData data = Fashion(null);
        IdentityProbe probe = IdentityProbes.Probe(data, new BrightnessModel(0.3, 784, 10), TestContext.Current.CancellationToken)!;

        Assert.Equal((500, 1.0, 0.0, null, 0.0), (probe.Samples, probe.EqualTensors, probe.MeanDifference, probe.Difference, probe.ChangedPredictions));
        Assert.Equal(probe.Training.Digest, probe.Test.Digest);
        Assert.Equal(probe.Training.ChannelMeans, probe.Test.ChannelMeans);
        Assert.Null(probe.Augmentation);
    }

    [Fact]
    public void Probe_OtherNormalisation_IsThatOfPlainLoops()
    {
        using PreparedData data = Fashion(new TestPathOptions { Normalization = PixelNormalization.Symmetric });
        BrightnessModel model = new(0.3, 784, 10);
        IdentityProbe probe = IdentityProbes.Probe(data, model, TestContext.Current.CancellationToken)!;

        int count = data.Validation.Count;
        int[] rows = [.. Enumerable.Range(0, 500).Select(index => index * count / 500)];
        float[] training = Copy(data.Validation, rows, PreprocessingPath.Training);
        float[] test = Copy(data.Validation, rows, PreprocessingPath.Test);
        double mean = training.Average(value => (double)value);
        double deviation = Math.Sqrt(training.Average(value => (value - mean) * (value - mean)));
        Assert.Equal(mean, probe.Training.ChannelMeans.Single(), 1e-9);
        Assert.Equal(deviation, probe.Training.ChannelDeviations.Single(), 1e-9);
        Assert.Equal((training.Min(), training.Max()), (probe.Training.Minimum, probe.Training.Maximum));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(test.AsSpan()))), probe.Test.Digest);
        Assert.Equal(training.Zip(test).Average(pair => Math.Abs((double)pair.First - pair.Second)) / deviation, probe.MeanDifference, 1e-9);
        Assert.Equal("scaled by 2 and shifted by -1", probe.Difference);

        bool[] Bright(float[] values) => [.. values.Chunk(784).Select(image => image.Average() > 0.3)];
        double changed = Bright(training).Zip(Bright(test)).Count(pair => pair.First != pair.Second) / 500.0;
        Assert.True(changed > 0.1);
        Assert.Equal(changed, probe.ChangedPredictions!.Value, 1e-12);
    }

    [Fact]
    public void Probe_Augmentation_SpreadsOverTheFirstEpochs()
    {
        ArraySamples train = Samples.Blobs("train", 30, 4, 2, 1);
        ShiftAugmentation augmentation = new(train, 0.2f);
        using ArrayData data = new(new SampleShape(2, 2, 1, true), 2, train, null, Samples.Blobs("validation", 20, 4, 2, 3), augmentation);
        AugmentationSpread spread = IdentityProbes.Probe(data, new BrightnessModel(1, 4, 2), TestContext.Current.CancellationToken)!.Augmentation!;

        int[] rows = [.. Enumerable.Range(0, 30)];
        double[] own = Brightness(train.Values);
        double[][] draws = [.. Enumerable.Range(0, 8).Select(epoch =>
        {
            float[] values = new float[30 * 4];
            augmentation.CopySamples(rows, new int[30], epoch, values);
            return Brightness(values);
        })];
        bool IsRight(double brightness, int row) => (brightness > 1 ? 1 : 0) == train.Labels[row];
        Assert.Equal((30, 8), (spread.Samples, spread.Draws));
        Assert.Equal(rows.Count(row => IsRight(own[row], row)) / 30.0, spread.CleanAccuracy, 1e-12);
        Assert.Equal(draws.Sum(draw => rows.Count(row => IsRight(draw[row], row))) / 240.0, spread.Accuracy, 1e-12);
        Assert.Equal(draws.Sum(draw => rows.Count(row => draw[row] > 1 != own[row] > 1)) / 240.0, spread.ChangedShare, 1e-12);
        double expected = rows.Average(row =>
        {
            double[] truths = [.. draws.Select(draw => BrightnessModel.Second(draw[row], 1)).Select(second => train.Labels[row] == 1 ? second : 1 - second)];
            return Math.Sqrt(truths.Sum(value => Math.Pow(value - truths.Average(), 2)) / 7);
        });
        Assert.True(expected > 0.01);
        Assert.Equal(expected, spread.Deviation, 1e-6);
    }

    [Fact]
    public void Probe_Table_IsNull()
    {
        using ArrayData data = Samples.BlobData();
        Assert.Null(IdentityProbes.Probe(data, null, TestContext.Current.CancellationToken));
    }

    private static double[] Brightness(float[] values) => [.. values.Chunk(4).Select(image => image.Average(value => (double)value))];

    private static float[] Copy(SampleSet samples, int[] rows, PreprocessingPath path)
    {
        float[] values = new float[rows.Length * 784];
        samples.CopySamples(rows, path, values);
        return values;
    }

    private PreparedData Fashion(TestPathOptions? test) => DataPreparation.Prepare(
        new ScenarioOptions
        {
            Data = new IdxOptions
            {
                TrainImages = RepositoryFiles.Asset("fashion-mnist", "train-images-idx3-ubyte.gz"),
                TrainLabels = RepositoryFiles.Asset("fashion-mnist", "train-labels-idx1-ubyte.gz"),
                TestImages = RepositoryFiles.Asset("fashion-mnist", "t10k-images-idx3-ubyte.gz"),
                TestLabels = RepositoryFiles.Asset("fashion-mnist", "t10k-labels-idx1-ubyte.gz"),
            },
            Model = new CnnOptions(),
            Pipeline = new PipelineOptions { Normalization = PixelNormalization.Unit, Test = test },
        },
        new TrialSeeds(1, 0, []),
        _folder["cache"],
        progress: null,
        TestContext.Current.CancellationToken);

    /// <summary>Calls bright images the second class, with the sigmoid of how much brighter than a limit they are.</summary>
    private sealed class BrightnessModel(double limit, int size, int classes) : ITrainedModel
    {
        public long ParameterCount => 1;

        public string WeightsDigest => "";

        public static double Second(double brightness, double limit) => 1 / (1 + Math.Exp(limit - brightness));

        public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
        {
            FeatureMatrix all = Features(samples, path, cancellation);
            float[] probabilities = new float[samples.Count * classes];
            for (int row = 0; row < samples.Count; row++)
            {
                double second = Second(all.Row(row).ToArray().Average(value => (double)value), limit);
                (probabilities[row * classes], probabilities[(row * classes) + 1]) = ((float)(1 - second), (float)second);
            }

            return probabilities;
        }

        public FeatureMatrix Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
        {
            float[] values = new float[samples.Count * size];
            samples.CopySamples([.. Enumerable.Range(0, samples.Count)], path, values);
            return new FeatureMatrix(values, size);
        }

        public IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) => [];

        public void Save(string folder) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
