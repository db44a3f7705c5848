using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>Trainings of one scenario by the benchmark itself: what truths are made of. Nothing here knows studies, audits or the diagnosis.</summary>
internal sealed class CaseTrainings
{
    /// <summary>The first repeat: far from those of the study, so that a truth shares rows with a diagnosis and no seed.</summary>
    private const int FirstRepeat = 1000;

    /// <summary>[repeat][row]: 1 for a right prediction on a test row.</summary>
    public required double[][] Test { get; init; }

    /// <summary>[repeat][row]: log loss on a test row.</summary>
    public required double[][] TestLoss { get; init; }

    /// <summary>[repeat][row]: 1 for a right prediction on a training row, at rest.</summary>
    public required double[][] Train { get; init; }

    /// <summary>[repeat][row]: 1 for a prediction on a validation row that is right by the label given; null where no label noise was planted.</summary>
    public double[][]? Validation { get; init; }

    /// <summary>[repeat][row]: the same by the label before noise was planted.</summary>
    public double[][]? ByTrueLabels { get; init; }

    /// <summary>[repeat][row]: the same in training mode with fixed weights; null for a trainer without such a mode.</summary>
    public double[][]? TrainMode { get; init; }

    /// <summary>The class of each test row.</summary>
    public required IReadOnlyList<int> TestLabels { get; init; }

    /// <summary>Trainings that ended in a number that is not finite.</summary>
    public required int Failed { get; init; }

    /// <summary>Trains and measures.</summary>
    /// <param name="options">What is trained.</param>
    /// <param name="repeats">How often; repeats that fail are counted and left out.</param>
    /// <param name="cacheFolder">The folder of decoded data.</param>
    public static CaseTrainings Run(ScenarioOptions options, int repeats, string cacheFolder)
    {
        List<double[]> test = [];
        List<double[]> loss = [];
        List<double[]> train = [];
        List<double[]> mode = [];
        List<double[]> validation = [];
        List<double[]> byTrueLabels = [];
        IReadOnlyList<int> labels = [];
        int failed = 0;
        PreparedData? data = null;
        try
        {
            for (int repeat = FirstRepeat; repeat < FirstRepeat + repeats; repeat++)
            {
                TrialSeeds seeds = new(options.Seed, repeat, options.Vary);
                if (data is null || options.Pipeline.Augment is not null || options.Vary.Contains(RandomStream.Split))
                {
                    data?.Dispose();
                    data = DataPreparation.Prepare(options, seeds, cacheFolder, null, CancellationToken.None);
                    labels = data.Test.Labels;
                }

                try
                {
                    TrainingOutcome outcome = ModelTraining.Train(options, data, seeds, null, CancellationToken.None);
                    using ITrainedModel model = outcome.Model;
                    int classes = data.Classes.Count;
                    float[] probabilities = model.Predict(data.Test, PreprocessingPath.Deployment, CancellationToken.None);
                    test.Add(Right(probabilities, labels, classes));
                    loss.Add([.. labels.Select((label, row) => -Math.Log(Math.Max(ClassificationMetrics.SmallestProbability, probabilities[(row * classes) + label])))]);
                    train.Add(Right(model.Predict(data.Train, PreprocessingPath.Training, CancellationToken.None), data.Train.Labels, classes));
                    if (data.Validation.OriginalLabels is { } original)
                    {
                        float[] heldOut = model.Predict(data.Validation, PreprocessingPath.Training, CancellationToken.None);
                        validation.Add(Right(heldOut, data.Validation.Labels, classes));
                        byTrueLabels.Add(Right(heldOut, original, classes));
                    }

                    if (outcome.TrainMode is { } moving && moving.Rows.Count == data.Train.Count)
                    {
                        mode.Add(Right(moving.Probabilities, data.Train.Labels, classes));
                    }
                }
                catch (NumericFailureException)
                {
                    failed++;
                }
            }
        }
        finally
        {
            data?.Dispose();
        }

        return new CaseTrainings
        {
            Test = [.. test],
            TestLoss = [.. loss],
            Train = [.. train],
            TrainMode = mode.Count > 0 && mode.Count == train.Count ? [.. mode] : null,
            Validation = validation.Count > 0 ? [.. validation] : null,
            ByTrueLabels = byTrueLabels.Count > 0 ? [.. byTrueLabels] : null,
            TestLabels = labels,
            Failed = failed,
        };
    }

    /// <summary>The same with some of the test rows.</summary>
    /// <param name="rows">Their positions.</param>
    public CaseTrainings OnTestRows(int[] rows) => rows.Length == TestLabels.Count ? this : new CaseTrainings
    {
        Test = [.. Test.Select(repeat => rows.Select(row => repeat[row]).ToArray())],
        TestLoss = [.. TestLoss.Select(repeat => rows.Select(row => repeat[row]).ToArray())],
        Train = Train,
        TrainMode = TrainMode,
        Validation = Validation,
        ByTrueLabels = ByTrueLabels,
        TestLabels = [.. rows.Select(row => TestLabels[row])],
        Failed = Failed,
    };

    private static double[] Right(float[] probabilities, IReadOnlyList<int> labels, int classes) =>
    [
        .. labels.Select((label, row) =>
            ClassificationMetrics.PredictedClass(probabilities.AsSpan(row * classes, classes)) == label ? 1.0 : 0.0),
    ];
}
