using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class ChangedRowsTests
{
    // Class 0 is right. Three repeats of six rows: of A, rows 0 to 3 are right in most, of B rows 0, 1 and 4.
    private static readonly ComparedRun s_a = PlantedRuns.Of("A", [0, 0, 0, 0, 1, 2], [0, 0, 0, 1, 1, 2], [0, 1, 0, 0, 0, 1]);
    private static readonly ComparedRun s_b = PlantedRuns.Of("B", [0, 0, 1, 1, 0, 2], [0, 0, 1, 2, 0, 2], [0, 0, 1, 0, 1, 2]);

    [Fact]
    public void Of_Repeats_VoteOnEveryRow()
    {
        ChangedRows changed = PlantedRuns.Compare([s_a, s_b]).Differences[0].Changed!;

        Assert.Equal((6, 2, 1, 2, 1, 0), (changed.Rows, changed.Lost, changed.Gained, changed.BothRight, changed.BothWrong, changed.Ties));
        Assert.Equal((3, 3), changed.Repeats);
        Assert.Equal([2, 3], changed.LostExamples.Select(row => row.Row));
        Assert.Equal(new ChangedRow(4, "test/4.png", "t-shirt", 1.0 / 3, 2.0 / 3, "trouser", "t-shirt"), Assert.Single(changed.GainedExamples));
        ChangedRow first = changed.LostExamples[0];
        Assert.Equal((1.0, 0.0, "t-shirt", "trouser"), (first.ShareFrom, first.ShareTo, first.PredictedFrom, first.PredictedTo));
    }

    [Fact]
    public void Of_SeedsAlone_ChangeWhatNeighbouringRepeatsOfTheReferenceDisagreeOn()
    {
        // Repeats 0 and 1 differ in row 3, repeats 1 and 2 in rows 1, 3 and 4.
        Assert.Equal((1.0 + 3) / 2 / 6, PlantedRuns.Compare([s_a, s_b]).Differences[0].Changed!.SeedChurn!.Value, 12);
        Assert.Null(PlantedRuns.Compare([PlantedRuns.Of("A", [0, 1]), PlantedRuns.Of("B", [0, 0])]).Differences[0].Changed!.SeedChurn);
    }

    [Fact]
    public void Of_HalfOfTheRepeats_IsNeitherRightNorWrong()
    {
        ChangedRows changed = PlantedRuns.Compare([PlantedRuns.Of("A", [0, 0], [0, 1]), PlantedRuns.Of("B", [0, 1], [0, 1])]).Differences[0].Changed!;

        Assert.Equal((1, 0, 0, 1), (changed.BothRight, changed.Lost, changed.Gained, changed.Ties));
    }

    [Fact]
    public void Of_PairedRunsOfOtherLength_VoteWithTheRepeatsOfBoth() =>
        Assert.Equal((1, 1), PlantedRuns.Compare([s_a, PlantedRuns.Of("B", [0, 0, 0, 0, 0, 0])]).Differences[0].Changed!.Repeats);

    [Fact]
    public void Of_UnpairedRunsOnTheSameRows_VoteWithAllTheirRepeats()
    {
        ComparedRun other = PlantedRuns.Of("B", [0, 0, 0, 0, 0, 0]);
        RunDifference difference = PlantedRuns.Compare([s_a, other with { Options = other.Options with { Seed = 9 } }]).Differences[0];

        Assert.Equal(RunPairing.Unpaired, difference.Pairing);
        Assert.Equal((3, 1), difference.Changed!.Repeats);
    }

    [Fact]
    public void Of_ManyRows_ShowsTheFirstAndCountsAll()
    {
        ChangedRows changed = PlantedRuns.Compare([PlantedRuns.Of("A", new int[100]), PlantedRuns.Of("B", Enumerable.Repeat(1, 100).ToArray())]).Differences[0].Changed!;

        Assert.Equal((100, 24), (changed.Lost, changed.LostExamples.Count));
    }

    [Fact]
    public void Of_OtherRows_SaysThatTheyAreOthers()
    {
        RunDifference difference = PlantedRuns.Compare([s_a, PlantedRuns.Of("B", [0, 0])]).Differences[0];

        Assert.Null(difference.Changed);
        Assert.Equal("The two runs have other test rows.", difference.ChangedMissing);
    }

    [Fact]
    public void Of_RedrawnTestRows_SaysSo()
    {
        SyntheticStudy folds = new() { KFold = true, Variants = [new("baseline", 0.9, 0.8, 0.8)] };
        Assert.Equal(
            "The test rows change from repeat to repeat.",
            PlantedRuns.Compare([PlantedRuns.Of("A", folds), PlantedRuns.Of("B", folds)]).Differences[0].ChangedMissing);
    }
}
