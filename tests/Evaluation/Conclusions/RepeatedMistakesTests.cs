using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class RepeatedMistakesTests
{
    private static readonly AuditResult s_audit = new()
    {
        Mistakes = new MistakeAudit(4, 2, [new Mistake(1, "b.png", "x", "y", 0.8, 0.2), new Mistake(2, "c.png", "y", "x", 0.7, 0.3)]),
    };

    [Fact]
    public void Count_ThreeRepeats_SaysHowManyShareEach()
    {
        VariantScores baseline = PlantedScores.Of(
            [0, 0, 1, 1], 2, PlantedScores.Predicting(2, [0, 1, 0, 1]), PlantedScores.Predicting(2, [0, 1, 1, 1]), PlantedScores.Predicting(2, [0, 1, 0, 0]));
        Assert.Equal([(3, 3), (2, 3)], RepeatedMistakes.Count(s_audit, baseline)!.Mistakes!.Examples.Select(mistake => (mistake.WrongIn!.Value, mistake.Repeats!.Value)));
    }

    [Fact]
    public void Count_OneRepeat_HasNothingToShare() =>
        Assert.Same(s_audit, RepeatedMistakes.Count(s_audit, PlantedScores.Of([0, 0, 1, 1], 2, PlantedScores.Predicting(2, [0, 1, 0, 1]))));

    [Fact]
    public void Count_NoAudit_IsNone() => Assert.Null(RepeatedMistakes.Count(null, PlantedScores.Of([0, 1], 2, PlantedScores.Predicting(2, [0, 1]))));
}
