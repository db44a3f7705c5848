using System.Diagnostics;
using System.Text.Json;
using MlPipelines.Bench;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>The fast part of <c>bench -- reliability faults</c>: a fault in training, one before it, and no memory; resumed to the numbers without a fault.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly FaultyStudy _study = new(RepositoryFiles.Asset("tables", "penguins.csv"), epochs: 40);

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Run_NativeCrashInTraining_FailsThatTrialGoesOnAndResumesToTheWholeResult()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the fault is planted through Linux's C library");
        PlantedFault fault = PlantedFault.All.Single(planted => planted.Name == "segmentation");
        var whole = FaultyStudy.Weights(_study.RunWhole());

        StudyOutcome outcome = _study.Run((directory, trial) => fault.Start(directory, trial, inTraining: true));

        FaultOutcome seen = FaultOutcome.Of(outcome, fault.Kinds, fault.Word, whole);
        Assert.Equal("", seen.Missing);
        Assert.Contains(outcome.Result.Verdict.Caveats, caveat => caveat.Contains("l2 is compared with baseline over the 1 repeat that both finished: repeat 1 is left out", StringComparison.Ordinal));
        Assert.Equal(whole, FaultyStudy.Weights(FaultyStudy.Resume(outcome.Directory)));
        Assert.False(File.Exists(outcome.Directory.FailedAttempt("baseline", "1")));
    }

    [Fact]
    public void Run_NoMemoryAndNoProgram_FailsThoseTrialsAndSaysSoInTheLog()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the fault is planted through Linux's C library");
        PlantedFault heap = PlantedFault.All.Single(planted => planted.Name == "heap");
        using FaultyStudy study = new(RepositoryFiles.Asset("tables", "penguins.csv"), epochs: 1, "repeats=3", "variants=null");

        StudyOutcome outcome = study.Run(
            (directory, trial) => trial.Repeat == FaultyStudy.BrokenRepeat
                ? heap.Start(directory, trial, inTraining: false)
                : new ProcessStartInfo("/nowhere/mlpipelines") { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true },
            isBroken: trial => trial.Repeat > 0);

        IReadOnlyList<TrialResult> trials = outcome.Result.Variants[0].Trials;
        Assert.Equal(2, outcome.FailedTrials);
        Assert.Equal([null, FailureKinds.OutOfMemory, FailureKinds.Error], trials.Select(trial => trial.FailureKind));
        Assert.Contains("could not be started", trials[2].Failure!, StringComparison.Ordinal);
        JsonElement[] failed = [.. File.ReadLines(outcome.Directory.JsonLog).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("event").GetString() == "trialFailed")];
        Assert.Equal(["1", "2"], failed.Select(line => line.GetProperty("trial").GetProperty("name").GetString()).Order());
        Assert.All(failed, line => Assert.Equal("error", line.GetProperty("level").GetString()));
    }
}
