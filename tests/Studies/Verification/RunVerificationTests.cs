using System.Runtime.InteropServices;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class RunVerificationTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task VerifyAsync_NetworkOnTheSameMachine_IsIdenticalAndLeavesTheRunAlone()
    {
        StudyOutcome run = await Study.RunAsync(_fixture.Penguins(), null, TestContext.Current.CancellationToken);
        string[] before = Files(run.Directory);
        string? told = null;

        TrialVerification verified = await RunVerification.VerifyAsync(
            run.Directory, "wider/1", null, TimeProvider.System, (trial, _) => told = trial.Variant, TestContext.Current.CancellationToken);

        Assert.True(verified.IsIdentical);
        Assert.Equal(("wider", 1, "wider"), (verified.Variant, verified.Repeat, told));
        Assert.Equal((0, 0, 0), (verified.LargestWeightDifference, verified.LargestPredictionDifference, verified.OtherClasses));
        Assert.True(verified.Rows > 344);
        Assert.Equal(verified.RepeatedOn, verified.RecordedOn);
        Assert.Equal(before, Files(run.Directory));
    }

    [Fact]
    public async Task VerifyAsync_WeightsThatWereChanged_TellsByHowMuch()
    {
        StudyOutcome run = await Study.RunAsync(_fixture.Penguins("variants=null", "repeats=1"), null, TestContext.Current.CancellationToken);
        string file = Path.Combine(run.Directory.Trial("baseline", 0), "model", "weights.bin");
        byte[] bytes = File.ReadAllBytes(file);
        Span<float> weights = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        weights[3] += 0.25f;
        File.WriteAllBytes(file, bytes);

        TrialVerification verified = await Verify(run);

        Assert.False(verified.IsIdentical);
        Assert.Equal(0.25, verified.LargestWeightDifference!.Value, 6);
        Assert.Equal(0, verified.LargestPredictionDifference);
    }

    [Fact]
    public async Task VerifyAsync_PredictionsThatWereChanged_TellsByHowMuch()
    {
        StudyOutcome run = await Study.RunAsync(_fixture.LogisticPenguins("repeats=1"), null, TestContext.Current.CancellationToken);
        Dictionary<string, TrialRows> rows = new(ResultFiles.ReadPredictions(run.Directory.Predictions("baseline", 0)));
        TrialRows test = rows[MeasurementNames.Test];
        float[] moved = [.. test.Probabilities!];
        moved[0] = moved[0] > 0.5f ? moved[0] - 0.125f : moved[0] + 0.125f;
        rows[MeasurementNames.Test] = test with { Probabilities = moved };
        ResultFiles.WritePredictions(run.Directory.Predictions("baseline", 0), rows);

        TrialVerification verified = await Verify(run);

        Assert.False(verified.IsIdentical);
        Assert.Equal(0, verified.LargestWeightDifference);
        Assert.Equal(0.125, verified.LargestPredictionDifference!.Value, 6);
    }

    [Fact]
    public async Task VerifyAsync_DataThatChanged_IsAProblem()
    {
        StudyOutcome run = await Study.RunAsync(_fixture.LogisticPenguins("repeats=1"), null, TestContext.Current.CancellationToken);
        string table = Path.Combine(_fixture.Folder, "penguins.csv");
        File.WriteAllLines(table, File.ReadLines(table).SkipLast(1).ToArray());

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => Verify(run));

        Assert.Equal(ProblemStage.Data, thrown.Stage);
        Assert.Contains("the data with which the study was planned", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("baseline/7", "a repeat of baseline: 0")]
    [InlineData("basline/0", "a variant of this run: baseline")]
    [InlineData("baseline", "VARIANT/REPEAT")]
    [InlineData("baseline/-1", "VARIANT/REPEAT")]
    public async Task VerifyAsync_TrialThatIsNotThere_NamesThoseThatAre(string trial, string expected)
    {
        StudyOutcome run = await Study.RunAsync(_fixture.LogisticPenguins("repeats=1"), null, TestContext.Current.CancellationToken);

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => Verify(run, trial));

        Assert.Equal(("--trial", ProblemStage.Configuration), (thrown.Problems[0].Where, thrown.Stage));
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    private static Task<TrialVerification> Verify(StudyOutcome run, string? trial = null) =>
        RunVerification.VerifyAsync(run.Directory, trial, null, TimeProvider.System, (_, _) => { }, TestContext.Current.CancellationToken);

    private static string[] Files(RunDirectory run) =>
        [.. Directory.EnumerateFiles(run.Root, "*", SearchOption.AllDirectories).Select(file => $"{file} {new FileInfo(file).Length}").Order(StringComparer.Ordinal)];
}
