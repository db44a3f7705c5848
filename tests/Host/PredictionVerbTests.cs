using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Tests.Reports;
using Xunit;

namespace MlPipelines.Tests.Host;

public sealed class PredictionVerbTests : IDisposable
{
    private static readonly SamplePredictions s_predictions = new()
    {
        Variant = "large",
        Repeats = [2],
        Classes = ["cat", "dog"],
        Samples = [new("a.png", null, 1, [0.25f, 0.75f])],
        Notes = ["1 of 1 images are grey\u001b[2J"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-verb-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Predict_ToStandardOutput_HasThePredictionsThereAndTheRestBeside()
    {
        FakeStudyOperations operations = new() { Predictions = () => s_predictions };

        HostRun run = await HostRun.OfAsync("predict --run pictures --variant large --repeat 2 a.png folder", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal("input,class,probability,p(cat),p(dog)\na.png,dog,0.75,0.25,0.75\n", run.Output);
        Assert.Equal(
            $"model: variant large, repeat 2, of {Path.Combine("runs", "pictures")}\nnote: 1 of 1 images are grey\\u001b[2J\n", run.Error);
        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "runs"), "pictures"), operations.Lookup);
        Assert.Equal(("large", 2, false), (operations.Predicted!.Value.Choice.Variant, operations.Predicted.Value.Choice.Repeat, operations.Predicted.Value.Choice.Ensemble));
        Assert.Equal(
            [("a.png", Path.Combine(HostRun.CurrentFolder, "a.png")), ("folder", Path.Combine(HostRun.CurrentFolder, "folder"))],
            operations.Predicted.Value.Inputs.Select(input => (input.Name, input.Path)));
    }

    [Fact]
    public async Task Predict_EnsembleToAFile_WritesLinesAndSaysWhere()
    {
        string file = Path.Combine(_folder, "out.jsonl");
        FakeStudyOperations operations = new()
        {
            Predictions = () => s_predictions with { Repeats = [0, 1], Samples = [s_predictions.Samples[0] with { Spread = 0.5f, Agreement = 1 }], Notes = [] },
        };

        HostRun run = await HostRun.OfAsync($"predict --run pictures --ensemble --format jsonl --output {file} a.png", operations);

        Assert.Equal($"predictions: {file}, 1 image\n", run.Output);
        Assert.StartsWith("model: variant large, the mean of repeats 0, 1, of ", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            """{"input":"a.png","class":"dog","probability":0.75,"spread":0.5,"agreement":1,"probabilities":{"cat":0.25,"dog":0.75}}""" + "\n", File.ReadAllText(file));
        Assert.Equal(("baseline", 0, true), (operations.Predicted!.Value.Choice.Variant, operations.Predicted.Value.Choice.Repeat, operations.Predicted.Value.Choice.Ensemble));
    }

    [Theory]
    [InlineData("predict a.png", "--run")]
    [InlineData("predict --run pictures", "Required argument missing for command: 'predict'")]
    [InlineData("predict --run pictures --repeat -1 a.png", "--repeat: expected a whole number of at least 0, received '-1'.")]
    [InlineData("predict --run pictures --repeat 1 --ensemble a.png", "--ensemble takes all repeats and --repeat one: leave one of the two out.")]
    [InlineData("predict --run pictures --format xml a.png", "--format: expected csv or jsonl, received 'xml'.")]
    [InlineData("predict --run pictures --tpyo a.png", "--tpyo")]
    [InlineData("probe --run pictures", "Required argument missing for command: 'probe'")]
    [InlineData("probe --run pictures --augmentations many a.png", "--augmentations: expected a whole number of at least 0, received 'many'.")]
    public async Task Mistakes_OfTheCommandLine_AreUsageErrors(string commandLine, string told)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(told, string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_WrongInputs_AreDataProblems()
    {
        FakeStudyOperations operations = new() { Predictions = () => throw new ProblemException(ProblemStage.Data, new Problem("a.png", "a readable image", "truncated")) };

        HostRun run = await HostRun.OfAsync("predict --run pictures a.png", operations);

        Assert.Equal(ExitCode.Data, run.ExitCode);
        Assert.Contains("truncated", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Probe_Images_WritesThePageAndSaysTheSentence()
    {
        FakeStudyOperations operations = new() { ProbeResult = () => ProbeSamples.Augmented };

        HostRun run = await HostRun.OfAsync("probe --run pictures --variant baseline --variant large --augmentations 4 a.png", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "probe.html"), operations.ProbePage);
        Assert.Equal(["baseline", "large"], operations.Probed!.Value.Options.Variants);
        Assert.Equal(4, operations.Probed.Value.Options.Augmentations);
        Assert.Contains("differ most is augmentation", run.Output.Replace('\n', ' '), StringComparison.Ordinal);
        Assert.EndsWith("probe: probe.html\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("models: variant baseline, repeats 0, 1, of ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_NothingMore_UsesTheBaselineAndEightAugmentations()
    {
        FakeStudyOperations operations = new() { ProbeResult = () => ProbeSamples.Augmented };

        await HostRun.OfAsync("probe --run pictures a.png", operations);

        Assert.Equal(["baseline"], operations.Probed!.Value.Options.Variants);
        Assert.Equal(8, operations.Probed.Value.Options.Augmentations);
    }
}
