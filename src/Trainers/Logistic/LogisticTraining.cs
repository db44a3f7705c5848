using System.Globalization;
using Microsoft.ML;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Trains logistic models with ML.NET: the sigmoid of one linear function where the training rows have two classes, maximum entropy (softmax)
/// where they have more.
/// </summary>
/// <remarks>
/// Both solvers minimise the same function, sum_i w_i logLoss_i + L1 |weights|_1 + L2 / 2 |weights|_2^2, the biases left out: it is ML.NET's L-BFGS
/// objective times the sum of the weights, and scikit-learn's with C = 1 / L2. ML.NET's SDCA divides the loss by the number of rows and counts
/// L1 in units of its L2, so its options are L2 / n and L1 / L2. With three or more classes SDCA stops near the minimum, not at it
/// (<see cref="LogisticSolvers"/>).
/// </remarks>
internal static class LogisticTraining
{
    /// <inheritdoc cref="ModelTraining.Check"/>
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, LogisticRegressionOptions model, DatasetDescription data)
    {
        List<Problem> problems = [.. ClassLossWeights.Check(scenario.Training, data.Classes)];
        if (scenario.Pipeline.Augment is not null)
        {
            problems.Add(new Problem(
                "pipeline.augment",
                "nothing for logisticRegression, which has no epochs to draw anew in",
                "augmentations"));
        }

        if (scenario.Training.Sampling == SamplingMode.Stratified)
        {
            problems.Add(new Problem(
                "training.sampling",
                "natural, oversample or undersample for logisticRegression, which has no batches",
                "\"stratified\"",
                "Set \"sampling\": \"natural\"."));
        }

        if (model.Solver == LogisticSolver.Sdca && model.L2 == 0)
        {
            problems.Add(new Problem("model.l2", "a number above 0 for the solver sdca", "0", "Use the solver lbfgs, or a small l2."));
        }

        if (model.Solver == LogisticSolver.Sdca && scenario.Training.Threads > 1)
        {
            problems.Add(new Problem(
                "training.threads",
                "1 for the solver sdca, whose threads race for the weights",
                scenario.Training.Threads.ToString(CultureInfo.InvariantCulture),
                "Run more trials side by side instead."));
        }

        return problems;
    }

    /// <inheritdoc cref="ModelTraining.Train"/>
    public static TrainingOutcome Train(
        ScenarioOptions scenario, LogisticRegressionOptions model, PreparedData data, TrialSeeds seeds, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CounterRandom sampling = seeds.Draws(RandomStream.Sampling);
        IReadOnlyList<int> sampled = scenario.Training.Sampling == SamplingMode.Natural
            ? new IndexRange(data.Train.Count)
            : ClassSampling.EpochRows(data.Train.Labels, data.Classes.Count, scenario.Training.Sampling, ref sampling);
        float[] classWeights = ClassLossWeights.Of(scenario.Training, data.Train.Labels, data.Classes);
        LogisticRows rows = LogisticRows.Of(data.Train, data.Shape.Size, sampled, classWeights);
        RequireTwoClasses(rows, data.Classes);
        LogisticFailure.ThrowIfTooLarge(rows);

        // The generator of the context shuffles SDCA's passes; L-BFGS draws nothing.
        CounterRandom order = seeds.Draws(RandomStream.Order);
        MLContext context = new(order.NextInt(int.MaxValue));
        LogisticDataView view = new(rows, cancellation);
        ITransformer transformer = Fit(LogisticSolvers.Of(context, model, rows, scenario.Training.Threads), view, cancellation);
        LogisticWeights weights = LogisticWeights.Of(transformer);
        LogisticFailure.ThrowIfUntrained(weights, rows, model.L1);

        // Only the schema is kept for saving: the view would keep the rows.
        DataViewSchema schema = view.Schema;
        void SaveForMlNet(string file) => context.Model.Save(transformer, schema, file);
        return new TrainingOutcome { Model = new LogisticModel(SaveForMlNet, transformer as IDisposable, weights, rows.Classes, data.Classes, model) };
    }

    private static ITransformer Fit(IEstimator<ITransformer> estimator, LogisticDataView view, CancellationToken cancellation)
    {
        try
        {
            return estimator.Fit(view);
        }
        catch (Exception failure) when (cancellation.IsCancellationRequested && failure is not OperationCanceledException)
        {
            // ML.NET wraps what its own threads throw.
            throw new OperationCanceledException("training was cancelled", failure, cancellation);
        }
    }

    private static void RequireTwoClasses(LogisticRows rows, IReadOnlyList<string> classes)
    {
        if (rows.Classes.Length < 2)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                "the training set",
                "rows of at least two classes with a weight above 0",
                rows.Classes is [int only] ? $"only \"{classes[only]}\"" : "none",
                "Use the split strategy \"stratified\", or change training.classWeights."));
        }
    }
}
