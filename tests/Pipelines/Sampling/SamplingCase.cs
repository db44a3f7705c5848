using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>Generated data, prepared with what <c>data</c> can change about them.</summary>
internal static class SamplingCase
{
    public static readonly SyntheticOptions Table = new()
    {
        TrainRows = 400,
        TestRows = 100,
        Features = 3,
        Shares = [0.5, 0.3, 0.2],
    };

    public static PreparedData Prepare(DataOptions data, int repeat = 0, int seed = 1, bool vary = false, bool selects = false, string cache = "") =>
        DataPreparation.Prepare(Scenario(data, selects), Seeds(repeat, seed, vary), cache, null, TestContext.Current.CancellationToken);

    public static PreparedData PrepareFold(DataOptions data, int fold, int folds, bool selects = false, string cache = "") =>
        DataPreparation.PrepareFold(Scenario(data, selects), Seeds(0, 1, false), fold, folds, cache, TestContext.Current.CancellationToken);

    public static string[] ProblemsOf(DataOptions data, string cache = "") =>
        [.. Assert.Throws<ProblemException>(() => Prepare(data, cache: cache)).Problems.Select(problem => problem.ToString())];

    public static TrialSeeds Seeds(int repeat = 0, int seed = 1, bool vary = false) => new(seed, repeat, vary ? [RandomStream.Data] : []);

    /// <summary>Every set's samples: indexes in the source, labels and names.</summary>
    public static (IReadOnlyList<int> Sources, IReadOnlyList<int> Labels, IReadOnlyList<string> Ids) Rows(SampleSet set) => (set.SourceIndexes, set.Labels, set.Ids);

    public static IEnumerable<SampleSet> NotTest(PreparedData data) =>
        ((IEnumerable<SampleSet?>)[data.Train, data.Selection, data.Validation]).OfType<SampleSet>();

    /// <summary>Which samples of the training source have a wrong label.</summary>
    public static HashSet<int> Wrong(PreparedData data) =>
    [
        .. NotTest(data).SelectMany(set => set.SourceIndexes.Where((_, row) => set.OriginalLabels is { } original && original[row] != set.Labels[row])),
    ];

    private static ScenarioOptions Scenario(DataOptions data, bool selects) => new()
    {
        Data = data,
        Model = selects ? new MlpOptions { Layers = [] } : new LogisticRegressionOptions(),
        Training = selects ? new TrainingOptions { EarlyStopping = new EarlyStoppingOptions() } : new TrainingOptions(),
    };
}
