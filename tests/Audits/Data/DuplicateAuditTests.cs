using MlPipelines.Audits;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class DuplicateAuditTests
{
    private static readonly string[] Classes = ["a", "b", "c"];

    [Fact]
    public void Of_NoCopies_IsEmpty()
    {
        DuplicateSummary summary = DuplicateAudit.Of([Set("train", (1, 0), (2, 1)), Set("validation", (3, 0)), Set("test", (4, 1))], Classes);
        Assert.Equal((0, 0, 0, 0), (summary.WithinTraining, summary.AcrossTest, summary.AcrossValidation, summary.Conflicting));
        Assert.Equal(1, summary.AccuracyLimit);
        Assert.Empty(summary.Examples);
    }

    /// <summary>
    /// Content 1: twice in train (a, b) and once in validation (a). Content 2: selection and validation, both b. Content 3: train and test, labels differ. Content 4: twice in test.
    /// Content 5: validation and test.
    /// </summary>
    [Fact]
    public void Of_PlantedCopies_CountsEachKind()
    {
        DuplicateSummary summary = DuplicateAudit.Of(
            [
                Set("train", (1, 0), (1, 1), (3, 0), (9, 2)),
                Set("selection", (2, 1)),
                Set("validation", (1, 0), (2, 1), (5, 2)),
                Set("test", (3, 1), (4, 0), (4, 0), (5, 2), (8, 1)),
            ],
            Classes);
        Assert.Equal(5, summary.WithinTraining);
        Assert.Equal(2, summary.AcrossTest);
        Assert.Equal(2, summary.AcrossValidation);
        Assert.Equal(5, summary.Conflicting);
        Assert.Equal(7 / 8.0, summary.AccuracyLimit);
        Assert.Equal(5, summary.Examples.Count);
        Assert.Equal([(2, true), (3, true), (2, false), (2, false), (2, false)], summary.Examples.Select(group => (group.Count, group.Conflicts)));
        Assert.Equal([new DuplicateSample("train", "train2", "a"), new DuplicateSample("test", "test0", "b")], summary.Examples[0].Samples);
        Assert.Equal(["train0", "train1", "validation0"], summary.Examples[1].Samples.Select(sample => sample.Id));
    }

    [Fact]
    public void Of_ManyCopies_ShowsSixOfEachAndBothLabels()
    {
        (ulong, int)[] rows = [.. Enumerable.Range(0, 60).Select(row => ((ulong)(row % 12), row < 50 ? 0 : 1))];
        DuplicateSummary summary = DuplicateAudit.Of([Set("train", rows), Set("validation"), Set("test")], Classes);
        Assert.Equal(60, summary.WithinTraining);
        Assert.Equal(10, summary.Examples.Count);
        Assert.All(summary.Examples, group => Assert.True(group is { Count: 5, Samples.Count: 5, Conflicts: true }));
        Assert.All(summary.Examples, group => Assert.Equal(["a", "b"], group.Samples.Take(2).Select(sample => sample.Label).Order()));

        // Rows 50..59 are the fifth copies of contents 2..11: two contents have none.
        Assert.Equal(50 / 60.0, summary.AccuracyLimit);
        Assert.Equal(50, summary.Conflicting);
    }

    private static AuditedSet Set(string name, params (ulong Hash, int Label)[] rows) =>
        new(new LabelledRows(name, [.. rows.Select(row => row.Label)]), [.. rows.Select(row => row.Hash)]);

    private sealed class LabelledRows(string name, int[] labels) : SampleSet
    {
        public override string Name => name;

        public override IReadOnlyList<int> Labels => labels;

        public override IReadOnlyList<string> Ids => [.. Enumerable.Range(0, labels.Length).Select(row => $"{name}{row}")];

        public override IReadOnlyList<int> SourceIndexes => [.. Enumerable.Range(0, labels.Length)];

        public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) => throw new NotSupportedException();
    }
}
