using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>Classes named by label number are prepared as those named by name, and as those of files whose classes have no names.</summary>
public sealed class LabelNumberTests : IDisposable
{
    private static readonly string[] s_names = ["t-shirt", "trouser", "pullover", "dress"];
    private readonly TemporaryFolder _folder = new();

    public LabelNumberTests()
    {
        _folder.Write("images", IdxSourceTests.Images(80, 4, 5));
        _folder.Write("labels", IdxSourceTests.Labels([.. Enumerable.Range(0, 80).Select(index => (byte)(index % 4))]));
    }

    [Fact]
    public void Prepare_LabelNumbers_AreTheSameSamplesAsNamesAndAsClassesWithoutNames()
    {
        using PreparedData named = Prepare(s_names, "t-shirt", "pullover", "dress");
        using PreparedData numbered = Prepare(s_names, "0", "2", "3");
        using PreparedData mixed = Prepare(s_names, "0", "pullover", "3");
        using PreparedData nameless = Prepare(null, "0", "2", "3");

        Assert.Equal(["t-shirt", "pullover", "dress"], named.Classes);
        Assert.Equal(named.Classes, numbered.Classes);
        Assert.Equal(named.Classes, mixed.Classes);
        Assert.Equal(["0", "2", "3"], nameless.Classes);
        float[] expected = Augmented(named);
        Assert.All([numbered, mixed, nameless], data =>
        {
            foreach ((SampleSet one, SampleSet other) in Sets(named).Zip(Sets(data)))
            {
                Assert.Equal(one.SourceIndexes, other.SourceIndexes);
                Assert.Equal(one.Labels, other.Labels);
                Assert.Equal(one.OriginalLabels, other.OriginalLabels);
            }

            Assert.Equal(named.Description.Notes, data.Description.Notes);
            Assert.Equal(expected, Augmented(data));
        });
    }

    [Fact]
    public void PrepareFold_LabelNumbers_AreTheSameSamplesAsNames()
    {
        using PreparedData named = DataPreparation.PrepareFold(
            Scenario(s_names, "t-shirt", "pullover", "dress"), Seeds(), 1, 3, _folder["cache"], TestContext.Current.CancellationToken);
        using PreparedData numbered = DataPreparation.PrepareFold(
            Scenario(s_names, "0", "2", "3"), Seeds(), 1, 3, _folder["cache"], TestContext.Current.CancellationToken);

        Assert.Equal(named.Validation.SourceIndexes, numbered.Validation.SourceIndexes);
        Assert.Equal(named.Train.Labels, numbered.Train.Labels);
    }

    /// <summary>Without names only the data know the classes, so that this is where a number that no label has is found.</summary>
    [Fact]
    public void Prepare_NumberThatNoLabelHas_IsAProblem()
    {
        ProblemException exception = Assert.Throws<ProblemException>(() => Prepare(null, "0", "7", "3"));

        Assert.Equal(
            "data.classes: expected a class of the training source: \"0\", \"1\", \"2\", \"3\", received \"7\".",
            Assert.Single(exception.Problems).ToString());
    }

    public void Dispose() => _folder.Dispose();

    private PreparedData Prepare(string[]? names, params string[] classes) =>
        DataPreparation.Prepare(Scenario(names, classes), Seeds(), _folder["cache"], null, TestContext.Current.CancellationToken);

    private ScenarioOptions Scenario(string[]? names, params string[] classes) => new()
    {
        Data = new IdxOptions
        {
            TrainImages = _folder["images"],
            TrainLabels = _folder["labels"],
            ClassNames = names,
            Classes = new Dictionary<string, double> { [classes[2]] = 0.5, [classes[0]] = 1, [classes[1]] = 0.75 },
            LabelNoise = new LabelNoiseOptions { Rate = 0.4, Pairs = [[classes[1], classes[2]]] },
        },
        Pipeline = new PipelineOptions { Augment = new AugmentOptions { Rotation = 20, Classes = [classes[1]] } },
        Model = new LogisticRegressionOptions(),
    };

    private static TrialSeeds Seeds() => new(1, 0, [RandomStream.Augment]);

    private static IEnumerable<SampleSet> Sets(PreparedData data) => [data.Train, data.Validation, data.Test];

    private static float[] Augmented(PreparedData data)
    {
        float[] values = new float[data.Train.Count * data.Shape.Size];
        data.Augmentation!.CopySamples([.. Enumerable.Range(0, data.Train.Count)], new int[data.Train.Count], 2, values);
        return values;
    }
}
