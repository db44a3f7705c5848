using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>An engine as it is on this machine.</summary>
/// <param name="Name">Its name in <c>training.engine</c>.</param>
/// <param name="Description">Name and versions; null where it is not there.</param>
/// <param name="Location">Where its library was found; null for one that comes with the program.</param>
/// <param name="Devices">What it can compute on.</param>
/// <param name="Problem">What has to be mended before it can work; null where it has trained a step.</param>
/// <param name="IsExpected">Whether this machine should have it: it comes with the program, or somebody said where it is.</param>
public sealed record InstalledEngine(string Name, string? Description, string? Location, IReadOnlyList<string> Devices, Problem? Problem, bool IsExpected);

/// <summary>Which engines this machine has. Each that loads trains one step of a small network: a library may load and yet not compute.</summary>
public static class InstalledEngines
{
    /// <summary>Every engine, the default first.</summary>
    public static IReadOnlyList<InstalledEngine> Find() => [.. Enum.GetValues<NeuralEngine>().Select(Of)];

    /// <summary>The versions of what needs no engine: logistic models, and networks in ONNX files.</summary>
    public static IReadOnlyList<string> Others => [ModelTraining.MlNet, OnnxSession.Runtime];

    private static InstalledEngine Of(NeuralEngine kind)
    {
        INeuralEngine engine = NeuralEngines.For(new TrainingOptions { Engine = kind });
        string name = JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
        bool isExpected = kind == new TrainingOptions().Engine || Environment.GetEnvironmentVariable(TensorFlowLibrary.Variable) is { Length: > 0 };
        return engine.Check() is { } problem
            ? new InstalledEngine(name, null, null, [], problem, isExpected)
            : new InstalledEngine(name, engine.Description, engine.Location, engine.Devices, FaultOfStep(engine), isExpected);
    }

    private static Problem? FaultOfStep(INeuralEngine engine)
    {
        try
        {
            NetworkDescription network = NetworkDesign.Describe(
                new CnnOptions { Layers = [new Conv2DOptions { Filters = 2, Activation = Activation.Relu }, new MaxPool2DOptions(), new FlattenOptions()] },
                new SampleShape(8, 8, 1, true), 2).Network!;
            TrainingBatch batch = new(network, 1) { Count = 1 };
            batch.Weights[0] = 1;
            using INeuralNetwork trained = engine.Build(network, InitialWeights.Draw(network, new TrialSeeds(1, 0, [])), new TrainingRule(new AdamOptions(), null, 1));
            float loss = trained.TrainStep(batch, 0.001).Losses[0];
            return float.IsFinite(loss) ? null : Wrong(FormattableString.Invariant($"a loss of {loss}"));
        }
        catch (TensorFlowException exception)
        {
            return Wrong(exception.Message);
        }
    }

    private static Problem Wrong(string received) => new("training.engine", "a library that trains one step", received, "Take another version of the library.");
}
