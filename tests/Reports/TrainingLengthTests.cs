using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class TrainingLengthTests
{
    private static readonly StudyResult Result = RichStudies.Full().Result;

    [Fact]
    public void Configured_Variant_FollowsItsPatchThenTheScenario()
    {
        Assert.Equal(10, TrainingLength.Configured(Result, Result.Variants[0]));
        Assert.Equal(20, TrainingLength.Configured(Result, Result.Variants[1]));
    }

    [Fact]
    public void Configured_SearchedEpochs_AreThoseThatWereChosen()
    {
        var search = Result.Searches[1] with
        {
            Candidates = [new SearchCandidate(0, 0, ReportFixture.Patch("""{"training.epochs":7}"""), 0.3, 7, false, null, 1)],
            Best = 0,
        };
        Assert.Equal(7, TrainingLength.Configured(Result with { Searches = [search] }, Result.Variants[1]));
    }

    // The fixture's variant 1 trains 9 epochs on average out of 20.
    [Fact]
    public void Saved_StoppedEarly_IsTheShareNotTrained() => Assert.Equal(0.55, TrainingLength.Saved(Result, Result.Variants[1])!.Value, 9);

    [Fact]
    public void Saved_NeverStopped_IsNone()
    {
        var variant = Result.Variants[1];
        Assert.Null(TrainingLength.Saved(Result, variant with { Trials = [.. variant.Trials.Select(trial => trial with { StoppedEarly = false })] }));
    }
}
