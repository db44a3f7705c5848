using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class IdenticalSamplesConclusionTests
{
    private static readonly string[] s_classes = ["cat", "dog"];
    private static readonly int[] s_labels = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void Of_AugmentedTraining_ComparesRunningAugmentedAndClean()
    {
        // Clean all right; augmented rows 0 and 4 wrong; while training row 0 and, in the second repeat, row 9, too.
        IReadOnlyList<IdenticalPair> pairs = Conclude(repeat => new Dictionary<string, TrialRows>
        {
            ["running"] = PlantedTrials.Rows(s_labels, Flipped(repeat == 0 ? [0, 4] : [0, 4, 9])),
            ["trainAugmented"] = PlantedTrials.Rows(s_labels, Flipped(0, 4)),
            ["trainClean"] = PlantedTrials.Rows(s_labels, Flipped()),
        });

        Assert.Equal([("trainingMode", "running", "trainAugmented"), ("augmentation", "trainAugmented", "trainClean")], pairs.Select(pair => (pair.Name, pair.From, pair.To)));
        Assert.Equal(0.75, pairs[0].AccuracyFrom, 1e-12);
        Assert.Equal(0.8, pairs[0].AccuracyTo, 1e-12);
        Assert.Equal(-0.05, pairs[0].Difference.Difference, 1e-12);
        Assert.Equal(0.05, pairs[0].Changed, 1e-12);
        Assert.Equal(0.2, pairs[1].Changed, 1e-12);
        Assert.Equal((0.8, 1.0, -0.2), (Math.Round(pairs[1].AccuracyFrom, 12), Math.Round(pairs[1].AccuracyTo, 12), Math.Round(pairs[1].Difference.Difference, 12)));
        Assert.Equal(10, pairs[1].Rows);

        // Both repeats change the same two of ten rows, so that there is one repeat in effect: Wilson. scipy 1.10.1, binomtest(2, 10).proportion_ci(method="wilson").
        Assert.Equal(0.05668215, pairs[1].ChangedInterval!.Lower, 1e-7);
        Assert.Equal(0.50983753, pairs[1].ChangedInterval!.Upper, 1e-7);
        Assert.InRange(0.05, pairs[0].ChangedInterval!.Lower, pairs[0].ChangedInterval!.Upper);
    }

    [Fact]
    public void Of_NoAugmentation_ComparesRunningWithClean()
    {
        IReadOnlyList<IdenticalPair> pairs = Conclude(_ => new Dictionary<string, TrialRows>
        {
            ["running"] = PlantedTrials.Rows(s_labels, Flipped(3)),
            ["trainClean"] = PlantedTrials.Rows(s_labels, Flipped()),
        });

        IdenticalPair pair = Assert.Single(pairs);
        Assert.Equal(("trainingMode", "trainClean"), (pair.Name, pair.To));
    }

    [Fact]
    public void Of_OnePreparation_HasNoSkewPair()
    {
        IReadOnlyList<IdenticalPair> same = Conclude(_ => new Dictionary<string, TrialRows>
        {
            ["validationClean"] = PlantedTrials.Rows(s_labels, Flipped(3)),
            ["validation"] = PlantedTrials.Rows(s_labels, Flipped(3)),
        });
        IReadOnlyList<IdenticalPair> probabilityOnly = Conclude(_ => new Dictionary<string, TrialRows>
        {
            ["validationClean"] = PlantedTrials.Rows(s_labels, Flipped(3)),
            ["validation"] = PlantedTrials.Rows(s_labels, Flipped(3), [0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.8f]),
        });

        Assert.Empty(same);
        Assert.Equal(0, Assert.Single(probabilityOnly).Changed);
        Assert.Empty(probabilityOnly[0].Examples);
        Assert.True(probabilityOnly[0].ChangedInterval!.Upper > 0);
    }

    [Fact]
    public void Of_Deployment_ShowsWhatChangedMostSurelyWithItsPictures()
    {
        var reads = new List<int>();
        float[] clean = [0.9f, 0.8f, 0.7f, 0.6f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f];
        float[] deployed = [0.6f, 0.75f, 0.7f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f];
        var planted = new PlantedTrials(
            repeat =>
            {
                reads.Add(repeat);
                return new Dictionary<string, TrialRows>
                {
                    ["trainClean"] = PlantedTrials.Rows(s_labels, Flipped(), clean),
                    ["trainAsTest"] = PlantedTrials.Rows(s_labels, Flipped(0, 1, 2, 3), deployed),
                };
            },
            3);
        VariantScores scores = planted.Scores();
        StudyEvidence evidence = planted.Evidence() with { Picture = (variant, measurement, row) => row == 1 ? $"{variant}/{measurement}/{row}.png" : null };
        reads.Clear();

        IdenticalPair pair = Assert.Single(IdenticalSamplesConclusion.Of(scores, evidence, s_classes));

        Assert.Equal([1, 2, 0, 3], pair.Examples.Select(example => example.Row));
        Assert.Equal(
            new ChangedSample(1, "train/1.png", "cat", "cat", 0.8f, "dog", 0.75f, "baseline/trainClean/1.png", "baseline/trainAsTest/1.png"), pair.Examples[0]);
        Assert.Null(pair.Examples[1].PictureFrom);
        Assert.Equal([0], reads);
    }

    [Fact]
    public void Of_ManyChanges_ShowsEight()
    {
        IReadOnlyList<IdenticalPair> pairs = Conclude(_ => new Dictionary<string, TrialRows>
        {
            ["trainClean"] = PlantedTrials.Rows(s_labels, Flipped()),
            ["trainAsTest"] = PlantedTrials.Rows(s_labels, Flipped(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        });

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], pairs[0].Examples.Select(example => example.Row));
        Assert.Equal(1, pairs[0].Changed);
    }

    [Fact]
    public void Of_UnderSampledEpoch_ComparesTheRowsThatBothHold()
    {
        // The epoch presents rows 0, 1, 4 and 5 in repeat 0, and others in repeat 1; row 0 is wrong there, and clean.
        IReadOnlyList<IdenticalPair> pairs = Conclude(repeat => new Dictionary<string, TrialRows>
        {
            ["running"] = PlantedTrials.Rows([0, 0, 1, 1], [1, 0, 1, 1], [0.9f, 0.9f, 0.9f, 0.9f], repeat == 0 ? [0, 1, 4, 5] : [0, 2, 6, 7]),
            ["trainClean"] = PlantedTrials.Rows(s_labels, Flipped()),
        });

        Assert.Equal(4, pairs[0].Rows);
        Assert.Equal(0.25, pairs[0].Changed, 1e-12);

        // Weighed to the natural shares, 4 and 6 of 10: half of class 0 is wrong.
        Assert.Equal(-0.2, pairs[0].Difference.Difference, 1e-12);
        Assert.Equal(0.8, pairs[0].AccuracyFrom, 1e-12);
        Assert.Equal(1, pairs[0].AccuracyTo, 1e-12);
        Assert.Empty(pairs[0].Examples);
    }

    private static IReadOnlyList<IdenticalPair> Conclude(Func<int, IReadOnlyDictionary<string, TrialRows>> rows)
    {
        var planted = new PlantedTrials(rows, 2);
        return IdenticalSamplesConclusion.Of(planted.Scores(), planted.Evidence(), s_classes);
    }

    private static int[] Flipped(params int[] rows) => [.. s_labels.Select((label, row) => rows.Contains(row) ? 1 - label : label)];
}
