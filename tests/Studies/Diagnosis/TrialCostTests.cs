using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class TrialCostTests
{
    /// <summary>Of 12 seconds 10 are training: 5 epochs of 3 * 400 passes, 400 on the clean sample and 80 held out, 1,680 each.</summary>
    private static readonly ScenarioOptions s_network = DiagnosedCases.Table(new MlpOptions()) with { Training = new TrainingOptions { Epochs = 5 } };

    private static readonly TrialCost s_cost = new(s_network, DiagnosedCases.Trials(), DiagnosedCases.Data());

    [Fact]
    public void Seconds_TheBaselineItself_IsWhatItTook() => Assert.Equal(12, s_cost.Seconds(s_network), 9);

    [Fact]
    public void Seconds_ThreeTimesTheEpochsOrTheWork_AreThreeTimesTheTraining()
    {
        Assert.Equal(32, s_cost.Seconds(s_network with { Training = s_network.Training with { Epochs = 15 } }), 9);
        Assert.Equal(32, s_cost.Seconds(s_network, work: 3), 9);
    }

    /// <summary>100 samples: 3 * 100 + 100 + 80 = 480 passes in the place of 1,680.</summary>
    [Fact]
    public void Seconds_AQuarterOfTheSamples_StillMeasuresAllThatAreHeldOut() =>
        Assert.Equal(2 + (10 * 480 / 1680.0), s_cost.Seconds(s_network with { Data = s_network.Data with { TrainSize = 100 } }), 9);

    /// <summary>Two classes of 300: 600 samples, 3 * 600 + 600 + 80 passes.</summary>
    [Fact]
    public void Seconds_Oversampling_MakesClassesAsLargeAsTheLargest() =>
        Assert.Equal(2 + (10 * 2480 / 1680.0), s_cost.Seconds(s_network with { Training = s_network.Training with { Sampling = SamplingMode.Oversample } }), 9);

    [Fact]
    public void Seconds_LogisticModel_FollowsItsRows()
    {
        ScenarioOptions logistic = DiagnosedCases.Table(new LogisticRegressionOptions());
        TrialCost cost = new(logistic, DiagnosedCases.Trials(epochs: null), DiagnosedCases.Data());

        Assert.Equal(12, cost.Seconds(logistic), 9);
        Assert.Equal(7, cost.Seconds(logistic with { Data = logistic.Data with { TrainSize = 200 } }), 9);
    }

    [Fact]
    public void Refuse_MoreThanIsLeft_SaysHowLongItTakes()
    {
        DiagnosisBudget budget = new(100, workers: 2);

        Assert.Null(budget.Refuse(180));
        Assert.Equal("It takes about 30 s, and of the budget 10 s are left.", budget.Refuse(60));
        Assert.Null(budget.Refuse(20));
    }
}
