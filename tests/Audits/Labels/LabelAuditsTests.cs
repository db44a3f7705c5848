using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class LabelAuditsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mlpipelines-audit-").FullName;

    private RunDirectory Run => new(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Audit_SixtyRows_WritesAllSuspects()
    {
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        LabelAuditResult result = LabelAudits.Audit(Request(AuditCase.Folds(labels, probabilities, 3)), Run);
        Assert.Equal(("baseline", 60, 3, 8), (result.Variant, result.Rows, result.Folds, result.SuspectCount));
        Assert.Equal(50 / 60.0, result.OutOfFoldAccuracy, 12);
        Assert.Equal(0.19194139194139193, result.NoiseRate, 12);
        Assert.InRange(result.NoiseRate, result.NoiseRateInterval!.Lower, result.NoiseRateInterval.Upper);
        Assert.Equal(18.857142857142858, result.Joint[0][0], 12);
        Assert.Equal("audits/suspects-baseline.csv", result.SuspectsFile);
        Assert.Null(result.Planted);
        Assert.Equal(["54", "0", "12", "30", "42", "6", "48", "24"], result.Suspects.Select(suspect => suspect.Id));
        Assert.All(result.Suspects, suspect => Assert.Equal((null, null), (suspect.WasPlanted, suspect.Picture)));
        string[] lines = File.ReadAllLines(Run.Suspects("baseline"));
        Assert.Equal("rank,id,given,suggested,givenProbability,suggestedProbability", lines[0]);
        Assert.Equal(9, lines.Length);
        Assert.StartsWith("1,54,c,b,", lines[1], StringComparison.Ordinal);
        Assert.Equal("8,24,c,b,0.18945312,0.52441406", lines[8]);
        Assert.Empty(Directory.GetFiles(Path.Combine(_root, "audits"), "*" + AtomicFile.Unfinished));
    }

    [Fact]
    public void Audit_PlantedNoise_MeasuresPrecisionAndRecall()
    {
        (int[] truth, int[] given, float[] probabilities) = AuditCase.Planted(1000, 4, 0.15, bonus: 3.5, seed: 5);
        LabelAuditResult result = LabelAudits.Audit(
            Request(AuditCase.Folds(given, probabilities, 5)) with { OriginalLabels = truth.Select((label, row) => (label, row)).ToDictionary(pair => AuditCase.Id(pair.row), pair => pair.label) },
            Run);
        PlantedNoise planted = result.Planted!;
        Assert.Equal(150, planted.Planted);
        Assert.Equal((double)planted.Found / result.SuspectCount, planted.Precision!.Value, 12);
        Assert.Equal(planted.Found / 150.0, planted.Recall!.Value, 12);
        Assert.InRange(planted.Precision.Value, planted.PrecisionInterval!.Lower, planted.PrecisionInterval.Upper);
        Assert.InRange(planted.Recall.Value, planted.RecallInterval!.Lower, planted.RecallInterval.Upper);
        Assert.True(planted.Recall > 0.8);
        Assert.True(planted.Precision > 0.6);
        Assert.True(planted.SuggestedRight > 0.9);
        Assert.Equal(100, result.Suspects.Count);
        Assert.All(result.Suspects, suspect => Assert.Equal(truth[int.Parse(suspect.Id, CultureInfo.InvariantCulture)] != given[int.Parse(suspect.Id, CultureInfo.InvariantCulture)], suspect.WasPlanted));
        Assert.Equal(result.SuspectCount + 1, File.ReadAllLines(Run.Suspects("baseline")).Length);
        Assert.True(result.Suspects.Take(50).Count(suspect => suspect.WasPlanted == true) >= 48);
    }

    // Wilson intervals by statsmodels 0.13.5, proportion_confint(2, 3, method="wilson") and (2, 4).
    [Fact]
    public void Of_ThreeSuspects_CountsByHand()
    {
        AuditedRows rows = AuditCase.Rows([0, 0, 1, 1, 1, 0], new float[12]);
        SuspectRow[] suspects = [new(0, 0, 1, 0, 1), new(1, 0, 1, 0, 1), new(2, 1, 0, 0, 1)];
        PlantedNoise planted = PlantedNoiseFound.Of(
            rows, suspects, new Dictionary<string, int> { ["0"] = 1, ["1"] = 2, ["2"] = 1, ["3"] = 0, ["4"] = 0, ["5"] = 0 });
        Assert.Equal((4, 2), (planted.Planted, planted.Found));
        Assert.Equal(2 / 3.0, planted.Precision!.Value, 12);
        Assert.Equal(0.5, planted.Recall!.Value, 12);
        Assert.Equal(0.5, planted.SuggestedRight!.Value, 12);
        Assert.Equal(0.2076596008020477, planted.PrecisionInterval!.Lower, 9);
        Assert.Equal(0.9385080552796037, planted.PrecisionInterval.Upper, 9);
        Assert.Equal(0.15003898915214947, planted.RecallInterval!.Lower, 9);
        Assert.Equal(0.8499610108478506, planted.RecallInterval.Upper, 9);
        Assert.Equal(new PlantedNoise(0, 0, null, null, null, null, null), PlantedNoiseFound.Of(rows, [], rows.Ids.ToDictionary(id => id, id => rows.Labels[int.Parse(id, CultureInfo.InvariantCulture)])));
    }

    [Fact]
    public void Audit_Pictures_AreThoseOfTheFirstSuspects()
    {
        (_, int[] given, float[] probabilities) = AuditCase.Planted(300, 3, 0.3, bonus: 5, seed: 1);
        List<string> asked = [];
        LabelAuditResult result = LabelAudits.Audit(
            Request(AuditCase.Folds(given, probabilities, 2)) with
            {
                Classes = ["a", "b", "c"],
                WritePicture = (id, path) =>
                {
                    asked.Add(id);
                    File.WriteAllText(path, id);
                    return asked.Count != 2;
                },
            },
            Run);
        Assert.Equal(result.Suspects.Take(24).Select(suspect => suspect.Id), asked);
        Assert.Equal("audits/pictures-baseline/01.png", result.Suspects[0].Picture);
        Assert.Null(result.Suspects[1].Picture);
        Assert.Equal("audits/pictures-baseline/24.png", result.Suspects[23].Picture);
        Assert.Null(result.Suspects[24].Picture);
        Assert.Equal(result.Suspects[23].Id, File.ReadAllText(Path.Combine(Run.AuditPictures("baseline"), "24.png")));
    }

    [Fact]
    public void Audit_NoSuspects_WritesTheHeader()
    {
        LabelAuditResult result = LabelAudits.Audit(Request(AuditCase.Folds([0, 1], [1, 0, 0, 0, 0, 1, 0, 0], 1)), Run);
        Assert.Equal(0, result.SuspectCount);
        Assert.Equal(1, result.OutOfFoldAccuracy);
        Assert.Single(File.ReadAllLines(Run.Suspects("baseline")));
    }

    [Fact]
    public void Audit_ItsFile_IsAcceptedByExclude()
    {
        string[] names = ["=cmd/1.png", "'quoted.png", "with,comma.png", "with\"quote.png", "-2.png", "plain.png"];
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        string Id(int row) => $"{names[row / 6 % 6]}{row}";
        LabelAuditResult result = LabelAudits.Audit(Request(AuditCase.Folds(labels, probabilities, 2, Id)), Run);
        string[] ids = [.. Enumerable.Range(0, 60).Select(Id)];
        List<Problem> problems = [];
        ExcludedSamples excluded = ExcludedSamples.Read(Run.Suspects("baseline"), ids, problems, TestContext.Current.CancellationToken)!;
        Assert.Empty(problems);
        Assert.Equal(result.Suspects.Select(suspect => suspect.Id).Order(StringComparer.Ordinal), excluded.Samples.Select(index => ids[index]).Order(StringComparer.Ordinal));
        Assert.Contains(File.ReadAllLines(Run.Suspects("baseline")), line => line.Contains(",'=cmd", StringComparison.Ordinal));
    }

    [Fact]
    public void Audit_NoProbabilities_IsRefused()
    {
        (int[] labels, float[] probabilities) = AuditCase.Sixty();
        IReadOnlyList<TrialRows> folds = AuditCase.Folds(labels, probabilities, 2);
        Assert.Throws<ArgumentException>(() => LabelAudits.Audit(Request([folds[0], folds[1] with { Probabilities = null }]), Run));
        Assert.Throws<ArgumentException>(() => LabelAudits.Audit(Request([]), Run));
    }

    private static LabelAuditRequest Request(IReadOnlyList<TrialRows> folds) => new() { Variant = "baseline", Classes = AuditCase.Classes, Folds = folds };
}
