using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>ML.NET's trainers with our options in their units.</summary>
internal static class LogisticSolvers
{
    /// <summary>
    /// Takes SDCA's bias out of the penalty, as L-BFGS does. With 0 the bias is penalised; with 1 maximum entropy overshoots (on the penguins
    /// its objective ends 2% above the minimum, or 50% with L1; with 0.1 it ends 0.02% and 0.07% above). With two classes 0.01 to 1 all reach the minimum.
    /// </summary>
    private const float BiasLearningRate = 0.1f;

    /// <summary>The trainer that the options name, for two classes or for more.</summary>
    /// <param name="context">Its seed decides the order of SDCA's passes.</param>
    /// <param name="model">The options.</param>
    /// <param name="rows">The rows to be fitted.</param>
    /// <param name="threads">The number of threads of L-BFGS, which repeats exactly for a fixed number. SDCA always has one.</param>
    public static IEstimator<ITransformer> Of(MLContext context, LogisticRegressionOptions model, LogisticRows rows, int threads)
    {
        bool binary = rows.Classes.Length == 2;
        return model.Solver switch
        {
            LogisticSolver.Lbfgs when binary => context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                ExampleWeightColumnName = LogisticDataView.Weight,
                L1Regularization = (float)model.L1,
                L2Regularization = (float)model.L2,
                MaximumNumberOfIterations = model.MaximumIterations,
                OptimizationTolerance = (float)model.Tolerance,
                NumberOfThreads = threads,
            }),
            LogisticSolver.Lbfgs => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                ExampleWeightColumnName = LogisticDataView.Weight,
                L1Regularization = (float)model.L1,
                L2Regularization = (float)model.L2,
                MaximumNumberOfIterations = model.MaximumIterations,
                OptimizationTolerance = (float)model.Tolerance,
                NumberOfThreads = threads,
            }),
            LogisticSolver.Sdca when binary => context.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
            {
                ExampleWeightColumnName = LogisticDataView.Weight,
                L1Regularization = (float)(model.L1 / model.L2),
                L2Regularization = (float)(model.L2 / rows.Count),
                MaximumNumberOfIterations = model.MaximumIterations,
                ConvergenceTolerance = (float)model.Tolerance,
                BiasLearningRate = BiasLearningRate,
                NumberOfThreads = 1,
            }),
            LogisticSolver.Sdca => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                ExampleWeightColumnName = LogisticDataView.Weight,
                L1Regularization = (float)(model.L1 / model.L2),
                L2Regularization = (float)(model.L2 / rows.Count),
                MaximumNumberOfIterations = model.MaximumIterations,
                ConvergenceTolerance = (float)model.Tolerance,
                BiasLearningRate = BiasLearningRate,
                NumberOfThreads = 1,
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(model)),
        };
    }
}
