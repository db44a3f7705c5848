using CsCheck;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    private static readonly int[] s_labels = [0, 1, 0, 2, 1, 2, 1, 0, 2, 1];

    private static readonly float[] s_probabilities =
    [
        .7f, .2f, .1f, .1f, .6f, .3f, .3f, .4f, .3f, .2f, .2f, .6f, .5f, .3f, .2f,
        .05f, .05f, .9f, .25f, .5f, .25f, .4f, .4f, .2f, 0f, 1f, 0f, .1f, .8f, .1f,
    ];

    // scikit-learn 1.2.1: accuracy_score, balanced_accuracy_score, f1_score(average="macro"), log_loss(eps=1e-7). Row 7 is a tie between classes 0
    // and 1, row 8 gives its true class a probability of 0.
    [Fact]
    public void Measure_ThreeClasses_AgreesWithScikitLearn()
    {
        MeasurementValues values = ClassificationMetrics.Measure(s_labels, s_probabilities, 3);

        Assert.Equal(10, values.Rows);
        Assert.Equal(0.7, values.Accuracy, 1e-15);
        Assert.Equal(0.6944444444444443, values.BalancedAccuracy, 1e-15);
        Assert.Equal(0.7111111111111109, values.MacroF1, 1e-15);
        Assert.Equal(2.1842309497018553, values.LogLoss, 1e-7);
    }

    // scikit-learn 1.2.1: roc_auc_score and average_precision_score of the one-hot labels, average="macro"; Brier score and calibration error by naive loops of
    // their definitions with numpy 1.24.2, the probabilities as floats.
    [Fact]
    public void Measure_ThreeClasses_RanksAndCalibratesAsScikitLearn()
    {
        MeasurementValues values = ClassificationMetrics.Measure(s_labels, s_probabilities, 3);

        Assert.Equal(0.7738095238095237, values.RocAuc!.Value, 1e-14);
        Assert.Equal(0.7314153439153439, values.AveragePrecision!.Value, 1e-14);
        Assert.Equal(0.5169999959617856, values.Brier!.Value, 1e-12);
        Assert.Equal(0.2599999964237213, values.ExpectedCalibrationError!.Value, 1e-12);
    }

    // scikit-learn 1.2.1 again, of the second class, with ties within and between the classes.
    [Fact]
    public void Measure_TwoClassesWithTies_RanksTheSecond()
    {
        MeasurementValues values = ClassificationMetrics.Measure(RankingCase.Labels, RankingCase.Probabilities, 2);

        Assert.Equal(0.7916666666666667, values.RocAuc!.Value, 1e-14);
        Assert.Equal(0.7777777777777778, values.AveragePrecision!.Value, 1e-14);
    }

    [Fact]
    public void Measure_ClassWithoutRows_HasNoRanking()
    {
        MeasurementValues values = ClassificationMetrics.Measure([0, 0, 1, 1], [.9f, .1f, 0f, .2f, .8f, 0f, .4f, .6f, 0f, .1f, .9f, 0f], 3);

        Assert.Null(values.RocAuc);
        Assert.Null(values.AveragePrecision);
        Assert.NotNull(values.Brier);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(1.0 / 15, 0)]
    [InlineData(0.0667, 1)]
    [InlineData(0.5, 7)]
    [InlineData(1, 14)]
    public void CalibrationBins_Confidence_IsInTheBinThatEndsAboveIt(double confidence, int bin) => Assert.Equal(bin, CalibrationBins.Bin(confidence));

    [Fact]
    public void Measure_PairsOfRandomRows_AreRankedAsANaiveLoopDoes() =>
        Gen.Int[0, 2].Array[6, 40].SelectMany(labels => Gen.Int[0, 6].Array[labels.Length * 3].Select(values => (labels, values)))
            .Where(sample => sample.labels.Distinct().Count() == 3)
            .Sample(sample =>
            {
                float[] probabilities = [.. sample.values.Select(value => value / 6f)];
                double Area(int index)
                {
                    double[] positives = [.. Enumerable.Range(0, sample.labels.Length).Where(row => sample.labels[row] == index).Select(row => (double)probabilities[(3 * row) + index])];
                    double[] others = [.. Enumerable.Range(0, sample.labels.Length).Where(row => sample.labels[row] != index).Select(row => (double)probabilities[(3 * row) + index])];
                    return positives.Average(positive => others.Average(other => positive > other ? 1 : positive == other ? 0.5 : 0));
                }

                Assert.Equal(
                    Enumerable.Range(0, 3).Average(Area), ClassificationMetrics.Measure(sample.labels, probabilities, 3).RocAuc!.Value, 1e-12);
            });

    // The same with sample_weight 2, 1 and 0.5 for the classes, which 3, 4 and 3 rows get from natural counts of 6, 4 and 1.5; doubled to be whole.
    [Fact]
    public void Measure_NaturalCounts_AgreesWithScikitLearnsSampleWeights()
    {
        MeasurementValues values = ClassificationMetrics.Measure(s_labels, s_probabilities, 3, [12, 8, 3]);

        Assert.Equal(0.6956521739130435, values.Accuracy, 1e-15);
        Assert.Equal(0.6944444444444443, values.BalancedAccuracy, 1e-15);
        Assert.Equal(0.7196172248803828, values.MacroF1, 1e-15);
        Assert.Equal(1.387139742131215, values.LogLoss, 1e-7);
        Assert.Equal(0.47673912766834986, values.Brier!.Value, 1e-12);
        Assert.Equal(0.20434782297714899, values.ExpectedCalibrationError!.Value, 1e-12);
        Assert.Null(values.RocAuc);
        Assert.Null(values.AveragePrecision);
    }

    [Fact]
    public void Measure_ClassWithoutRows_CountsOnlyWhatOccurs()
    {
        // By hand: class 2 neither occurs nor is predicted. Recalls 1/2 and 1, F1 2/3 and 4/5... of classes 0 and 1 alone.
        MeasurementValues values = ClassificationMetrics.Measure([0, 0, 1, 1], [.9f, .1f, 0f, .2f, .8f, 0f, .4f, .6f, 0f, .1f, .9f, 0f], 3);

        Assert.Equal(0.75, values.Accuracy);
        Assert.Equal(0.75, values.BalancedAccuracy);
        Assert.Equal(((2.0 / 3) + (4.0 / 5)) / 2, values.MacroF1, 1e-15);
    }

    [Fact]
    public void Measure_ClassOnlyPredicted_HasAnF1OfZero()
    {
        // Both rows of class 0 are predicted as class 1, which has no rows: recall 0; F1 0 and 0.
        MeasurementValues values = ClassificationMetrics.Measure([0, 0], [.1f, .9f, .2f, .8f], 2);

        Assert.Equal(0, values.BalancedAccuracy);
        Assert.Equal(0, values.MacroF1);
    }

    [Fact]
    public void Measure_SureMistake_CostsTheClippedLogarithm()
    {
        MeasurementValues values = ClassificationMetrics.Measure([1], [1f, 0f], 2);

        Assert.Equal(16.11809565095832, values.LogLoss, 1e-12);
    }

    [Fact]
    public void Measure_ImpossibleInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([], [], 2));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([0, 1], [1f, 0f], 2));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([0], [float.NaN, 0.5f], 2));
        Assert.ThrowsAny<Exception>(() => ClassificationMetrics.Measure([2], [1f, 0f], 2));
    }

    [Fact]
    public void Measure_AnyOrderOfRows_IsTheSame() =>
        Gen.Int[0, 3].Array[2, 30].SelectMany(labels => Gen.Float[0, 1].Array[labels.Length * 4].Select(values => (labels, values)))
            .Sample(sample =>
            {
                int rows = sample.labels.Length;
                int[] reversed = [.. sample.labels.Reverse()];
                float[] values = [.. Enumerable.Range(0, rows).Reverse().SelectMany(row => sample.values[(row * 4)..((row + 1) * 4)])];
                MeasurementValues first = ClassificationMetrics.Measure(sample.labels, sample.values, 4);
                MeasurementValues second = ClassificationMetrics.Measure(reversed, values, 4);

                Assert.Equal(first.Accuracy, second.Accuracy);
                Assert.Equal(first.BalancedAccuracy, second.BalancedAccuracy);
                Assert.Equal(first.MacroF1, second.MacroF1);
                Assert.Equal(first.LogLoss, second.LogLoss, 1e-12);
            });

    [Fact]
    public void ConfusionMatrix_TenRows_CountsAndScoresByHand()
    {
        // scikit-learn 1.2.1: confusion_matrix, precision_recall_fscore_support.
        var confusion = new ConfusionMatrix(3);
        int[] predicted = [0, 1, 1, 2, 0, 2, 1, 0, 1, 1];
        for (int row = 0; row < predicted.Length; row++)
        {
            confusion.Add(s_labels[row], predicted[row]);
        }

        Assert.Equal([2L, 1, 0, 1, 3, 0, 0, 1, 2], ClassConclusion.Rows(confusion).SelectMany(row => row));
        Assert.Equal([0.6666666666666666, 0.6, 1.0], Enumerable.Range(0, 3).Select(index => confusion.Precision(index)!.Value));
        Assert.Equal([0.6666666666666666, 0.75, 0.6666666666666666], Enumerable.Range(0, 3).Select(index => confusion.Recall(index)!.Value));
        Assert.Equal(0.8, confusion.F1(2)!.Value, 1e-15);
    }

    [Fact]
    public void ConfusionMatrix_ClassWithoutRows_HasNoRecall()
    {
        var confusion = new ConfusionMatrix(3);
        confusion.Add(0, 1);

        Assert.Null(confusion.Recall(1));
        Assert.Equal(0, confusion.Precision(1));
        Assert.Null(confusion.F1(1));
        Assert.Null(confusion.Precision(2));
    }
}
