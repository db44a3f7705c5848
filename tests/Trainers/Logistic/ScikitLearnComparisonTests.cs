using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>
/// Against scikit-learn 1.2.1, LogisticRegression(C=1/l2, solver="lbfgs", tol=1e-10, max_iter=100000) on the same features: StandardScaler over all rows for
/// numbers (mean-imputed), a 0/1 column per category in ordinal order, "(missing)" a category. ML.NET computes in 32 bits, hence the tolerances.
/// </summary>
public class ScikitLearnComparisonTests
{
    private static readonly LogisticRegressionOptions Exact = new() { Tolerance = 1e-9 };

    [Theory]
    [InlineData(LogisticSolver.Lbfgs, 1, 0.0533920, -0.21457, 0.36317, 0.38770, 0.47983)]
    [InlineData(LogisticSolver.Lbfgs, 10, 0.0831727, -0.54067, 0.39029, 0.41654, 0.14899)]
    [InlineData(LogisticSolver.Sdca, 10, 0.0831727, -0.54067, 0.39029, 0.41654, 0.14899)]
    public void Train_BreastCancer_HasScikitLearnsCoefficients(LogisticSolver solver, double l2, double logLoss, double bias, double first, double second, double last)
    {
        MatrixData data = LogisticCase.Table("breast_cancer.csv", "diagnosis");
        LogisticModel model = LogisticCase.Train(data, Exact with { L2 = l2, Solver = solver, Tolerance = solver == LogisticSolver.Sdca ? 1e-5 : 1e-9 });
        Assert.Equal(logLoss, LogisticCase.LogLoss(model, data), 1e-5);
        Assert.Equal(bias, model.Weights.Biases[0], 2e-3);
        Assert.Equal(first, model.Weights.Weights[0][0], 2e-3);
        Assert.Equal(second, model.Weights.Weights[0][1], 2e-3);
        Assert.Equal(last, model.Weights.Weights[0][29], 2e-3);
        Assert.Equal(l2 == 1 ? 0.9876977 : 0.9806678, LogisticCase.Accuracy(model, data), 1e-7);
    }

    [Fact]
    public void Train_Churn_HasScikitLearnsLossAndAccuracy()
    {
        // The one-hot columns sum to 1 and the bias is free, so single coefficients are poorly determined: loss and predictions are compared.
        MatrixData data = LogisticCase.Table("customer_churn.csv", "churn");
        LogisticModel model = LogisticCase.Train(data, Exact);
        Assert.Equal(40, data.Shape.Size);
        Assert.Equal(0.4139719, LogisticCase.LogLoss(model, data), 1e-5);
        Assert.Equal(0.8066165, LogisticCase.Accuracy(model, data), 5e-4);
        Assert.Equal(-2.23136, model.Weights.Biases[0], 2e-2);
        Assert.Equal(0.01154, model.Weights.Weights[0][0], 2e-3);
        Assert.Equal(0.07895, model.Weights.Weights[0][1], 2e-3);
        Assert.Equal(0.64736, model.Weights.Weights[0][39], 5e-3);
    }

    [Fact]
    public void Train_Penguins_HasScikitLearnsMultinomialCoefficients()
    {
        MatrixData data = LogisticCase.Table("penguins.csv", "species");
        LogisticModel model = LogisticCase.Train(data, Exact);
        Assert.Equal(["Adelie", "Chinstrap", "Gentoo"], data.Classes);
        Assert.Equal(0.0268457, LogisticCase.LogLoss(model, data), 1e-5);
        Assert.Equal(0.9970930, LogisticCase.Accuracy(model, data), 1e-7);
        Assert.Equal([0.75810f, -0.59311f, -0.16499f], model.Weights.Biases, (expected, actual) => Math.Abs(expected - actual) < 1e-3);
        double[] first = [-0.11079, -0.75073, 0.86152];
        double[] last = [0.64491, -0.38670, -0.25821];
        for (int label = 0; label < 3; label++)
        {
            Assert.Equal(first[label], model.Weights.Weights[label][0], 1e-3);
            Assert.Equal(last[label], model.Weights.Weights[label][9], 1e-3);
        }
    }

    // class_weight="balanced", C=1
    [Fact]
    public void Train_BreastCancerBalanced_HasScikitLearnsCoefficients()
    {
        MatrixData data = LogisticCase.Table("breast_cancer.csv", "diagnosis");
        LogisticModel model = LogisticCase.Train(data, Exact, new TrainingOptions { ClassWeighting = ClassWeighting.Balanced });
        Assert.Equal(0.0552621, LogisticCase.LogLoss(model, data), 1e-5);
        Assert.Equal(0.22759, model.Weights.Biases[0], 2e-3);
        Assert.Equal(0.30155, model.Weights.Weights[0][0], 2e-3);
        Assert.Equal(0.33534, model.Weights.Weights[0][1], 2e-3);
    }

    // penalty="l1", solver="saga", C=1/5, tol=1e-9: 10 weights that are not zero, the greatest 2.97006 (worst_radius)
    [Fact]
    public void Train_BreastCancerL1_HasScikitLearnsSparseCoefficients()
    {
        MatrixData data = LogisticCase.Table("breast_cancer.csv", "diagnosis");
        LogisticModel model = LogisticCase.Train(data, Exact with { L1 = 5, L2 = 0 });
        float[] weights = model.Weights.Weights[0];
        Assert.Equal(10, weights.Count(weight => weight != 0));
        Assert.Equal(0.0861852, LogisticCase.LogLoss(model, data), 1e-4);
        Assert.Equal(2.97006, weights[20], 3e-2);
        Assert.Equal(1.08274, weights[27], 1e-2);
        Assert.Equal(0, weights[0]);
    }

    [Theory]
    [InlineData("breast_cancer.csv", "diagnosis", 0, 2e-5)]
    [InlineData("breast_cancer.csv", "diagnosis", 5, 2e-5)]
    [InlineData("penguins.csv", "species", 0, 1e-3)]
    [InlineData("penguins.csv", "species", 5, 1e-3)]
    public void Train_BothSolvers_MinimiseTheSameObjective(string file, string label, double l1, double tolerance)
    {
        MatrixData data = LogisticCase.Table(file, label);
        LogisticRegressionOptions options = Exact with { L1 = l1 };
        double lbfgs = LogisticCase.Objective(LogisticCase.Train(data, options), data, options);
        double sdca = LogisticCase.Objective(LogisticCase.Train(data, options with { Solver = LogisticSolver.Sdca, Tolerance = 1e-5 }), data, options);
        Assert.InRange(sdca / lbfgs, 1 - 1e-5, 1 + tolerance);
    }

    [Fact]
    public void Train_BothSolversWithClassWeights_MinimiseTheSameObjective()
    {
        MatrixData data = LogisticCase.Table("breast_cancer.csv", "diagnosis");
        TrainingOptions training = new() { ClassWeights = new Dictionary<string, double> { ["malignant"] = 4 } };
        double lbfgs = LogisticCase.Objective(LogisticCase.Train(data, Exact, training), data, Exact, 1, 4);
        double sdca = LogisticCase.Objective(LogisticCase.Train(data, Exact with { Solver = LogisticSolver.Sdca, Tolerance = 1e-5 }, training), data, Exact, 1, 4);
        Assert.InRange(sdca / lbfgs, 1 - 1e-5, 1 + 1e-4);
    }
}
