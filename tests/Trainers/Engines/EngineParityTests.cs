using MlPipelines.Bench;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>
/// Two engines that share nothing but the description of the network train alike: same initial weights, batches and dropout masks, 50 steps. <c>bench engines</c> prints the differences, and those of larger
/// networks with what a last digit alone does to them.
/// </summary>
public class EngineParityTests
{
    public static TheoryData<string> Layers => [.. EngineCases.Names];

    public static TheoryData<string> Optimizers => [.. EngineParity.Optimizers.Select(one => one.Name)];

    public static TheoryData<string> Presets => [.. EngineParity.Presets.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void FiftySteps_EveryLayer_AgreeInLossesAndWeights(string name) =>
        AssertAgree(EngineCases.Describe(name), new TrainingRule(new SgdOptions { LearningRate = 0.05 }, null, 1));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void FiftySteps_EveryOptimizer_AgreeInLossesAndWeights(string name)
    {
        (_, OptimizerOptions options, double? clip) = EngineParity.Optimizers.Single(one => one.Name == name);
        AssertAgree(EngineParity.Mixed, new TrainingRule(options, clip, 1));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void FiftySteps_EveryShortForm_DriftNoFurtherThanLastDigitsDo(string name)
    {
        // Deep networks with relu make much of a last digit: what Torch itself does with one is the measure, where it is more than the tolerance.
        NetworkDescription network = EngineCases.Describe(EngineParity.Presets.Single(one => one.Name == name).Options, EngineCases.Image(12, 12, 1), 4);
        TrainingRule rule = new(new SgdOptions { LearningRate = 0.001 }, null, 1);
        EngineParity digits = EngineParity.OfLastDigits(TestEngines.Of(NeuralEngine.Torch), network, rule, 8);
        AssertAgree(network, rule, Math.Max(EngineParity.Tolerance, 10 * Math.Max(digits.Loss, digits.Weights)));
    }

    private static void AssertAgree(NetworkDescription network, TrainingRule rule, double tolerance = EngineParity.Tolerance)
    {
        EngineParity parity = EngineParity.Of(TestEngines.Of(NeuralEngine.Torch), TestEngines.Of(NeuralEngine.Tensorflow), network, rule, 8);

        Assert.True(Math.Max(parity.Loss, parity.Weights) <= tolerance, $"{parity}, at most {tolerance}");
    }
}
