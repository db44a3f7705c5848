using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class VerifyVerbTests
{
    private static readonly TrialMachine Machine = new("1.0.0", "torch 2.10.0", 1, "A processor", "Debian");

    private static readonly TrialResult Trial = new()
    {
        Variant = "baseline",
        Repeat = 2,
        State = TrialState.Finished,
        Started = StudySamples.Start,
        Seconds = 90,
        WeightsDigest = "ab",
        ParameterCount = 12345,
    };

    private static readonly TrialVerification Same = new()
    {
        Variant = "baseline",
        Repeat = 2,
        Recorded = Trial,
        Repeated = Trial,
        RecordedOn = Machine,
        RepeatedOn = Machine,
        LargestWeightDifference = 0,
        LargestPredictionDifference = 0,
        Rows = 5000,
    };

    [Fact]
    public async Task Verify_Identical_SaysSoAndIsFine()
    {
        var operations = new FakeStudyOperations { Verification = () => Same };

        HostRun run = await HostRun.OfAsync("verify fashion --trial baseline/2", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal("baseline/2", operations.Verified!.Value.Trial);
        Assert.Contains("all 12,345 the same", run.Output, StringComparison.Ordinal);
        Assert.Contains("identical to the last bit", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("then:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Different_TellsByHowMuchAndOnWhatBothRan()
    {
        TrialVerification other = Same with
        {
            RecordedOn = Machine with { Processor = "Another processor" },
            LargestWeightDifference = 1.5e-6,
            LargestPredictionDifference = 2e-7,
            OtherClasses = 3,
        };

        HostRun run = await HostRun.OfAsync("verify fashion", new FakeStudyOperations { Verification = () => other });

        Assert.Equal(6, run.ExitCode);
        foreach (string expected in (string[])["Another processor", "largest difference 1.5e-6", "2.0e-7; 3 of 5,000", "result:      different"])
        {
            Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_RepetitionThatFailed_IsDifferent()
    {
        TrialVerification failed = Same with { Repeated = Trial with { State = TrialState.Failed, Failure = "loss was not finite" }, LargestWeightDifference = null };

        HostRun run = await HostRun.OfAsync("verify fashion", new FakeStudyOperations { Verification = () => failed });

        Assert.Equal(6, run.ExitCode);
        Assert.Contains("the repetition failed: loss was not finite", run.Output, StringComparison.Ordinal);
    }
}
