using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>Studies at the edges of what a report must bear.</summary>
internal static class EdgeStudies
{
    public const string Markup = "<script>alert(\"x\")</script>' & <b>";
    public const string Override = "abc\u202Efdp.exe\u2066";
    public static readonly string Endless = new('w', 10_000);

    private static readonly ReportFixture.Levels Usual = new(0.962, 0.975, 0.991, 0.918, 0.918, 0.909);

    public static IReadOnlyDictionary<string, Func<StudyReport>> All { get; } = new Dictionary<string, Func<StudyReport>>
    {
        ["default"] = ReportFixture.Default,
        ["one-repeat"] = () => Study([ReportFixture.Variant("baseline", null, Usual, 1, repeats: 1)]),
        ["no-epochs"] = () => Study([ReportFixture.Variant("baseline", null, Usual, 1, epochs: false)]),
        ["one-epoch"] = OneEpoch,
        ["failed-trials"] = FailedTrials,
        ["nothing-finished"] = NothingFinished,
        ["no-variant-at-all"] = () => Study([]),
        ["two-classes"] = () => Classes(["no", "yes"]),
        ["hundred-classes"] = () => Classes([.. Enumerable.Range(0, 100).Select(index => FormattableString.Invariant($"class {index}"))]),
        ["tiny-intervals"] = TinyIntervals,
        ["hostile-names"] = HostileNames,
        ["not-numbers"] = NotNumbers,
        ["table"] = Table,
        ["bare-class"] = BareClass,
        ["rich"] = () => RichStudies.Full(),
        ["rich-undecided"] = () => RichStudies.Full(verdict: "undecided"),
        ["twelve-variants"] = () => RichStudies.Full(12, "fails"),
        ["rich-hostile"] = RichHostile,
        ["rich-bare"] = RichBare,
        ["diagnosed"] = () => DiagnosedStudies.Full(),
        ["diagnosed-hostile"] = () => DiagnosedStudies.Full(Markup + Override + Endless),
        ["healthy"] = DiagnosedStudies.Healthy,
        ["cannot-tell"] = DiagnosedStudies.CannotTell,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    private static StudyReport Study(IReadOnlyList<VariantResult> variants) => new(ReportFixture.Result(variants), ReportFixture.Histories(variants));

    private static StudyReport OneEpoch()
    {
        IReadOnlyList<VariantResult> variants = [ReportFixture.Variant("baseline", null, Usual, 1)];
        return new StudyReport(ReportFixture.Result(variants), ReportFixture.Histories(variants, epochs: 1));
    }

    private static StudyReport FailedTrials()
    {
        var usual = ReportFixture.Variant("baseline", null, Usual, 1, repeats: 2);
        var failed = ReportFixture.FailedTrial("baseline", 2, "The loss became infinite in epoch 2 at learning rate 10.");
        return Study([usual with { Trials = [.. usual.Trials, failed] }, Failed("too-fast")]);
    }

    private static VariantResult Failed(string name) => new()
    {
        Name = name,
        Patch = ReportFixture.Patch("""{"training":{"optimizer":{"learningRate":10}}}"""),
        Trials = [.. Enumerable.Range(0, 2).Select(repeat => ReportFixture.FailedTrial(name, repeat, "The loss became NaN in epoch 1."))],
        Summary = new Dictionary<string, IReadOnlyDictionary<string, MetricSummary>>(),
    };

    private static StudyReport NothingFinished()
    {
        var study = Study([Failed("baseline") with { Patch = null }]);
        var verdict = new StudyVerdict { Sentence = "No trial finished: both ended with a loss that is not a number.", State = "failed" };
        return study with { Result = study.Result with { Verdict = verdict } };
    }

    private static StudyReport Classes(IReadOnlyList<string> classes)
    {
        IReadOnlyList<VariantResult> variants = [ReportFixture.Variant("baseline", null, Usual, 1, classes: classes)];
        return new StudyReport(ReportFixture.Result(variants, classes), ReportFixture.Histories(variants));
    }

    private static StudyReport TinyIntervals()
    {
        var variant = ReportFixture.Variant("baseline", null, Usual, 1, repeats: 1, epochs: false);
        var gap = variant.Gap!;
        return Study([variant with
        {
            Gap = gap with
            {
                Total = Narrow(gap.Total),
                Parts = [.. gap.Parts.Select(Narrow)],
                Floor = new NoiseFloor(0.00004, null),
            },
        }]);
    }

    private static GapPart Narrow(GapPart part) =>
        part with { Interval = new Interval(part.Difference - 0.00004, part.Difference + 0.00004) };

    private static StudyReport HostileNames()
    {
        IReadOnlyList<string> classes = [Markup, Override, Endless, "a|b`c", "", "\0\u0007", "\u05D0\u200F\u05D1", "\uD800", "@everyone #1", "ankle boot"];
        IReadOnlyList<VariantResult> variants =
        [
            ReportFixture.Variant("baseline", null, Usual, 1, classes: classes),
            ReportFixture.Variant(Endless, ReportFixture.Patch("""{"model":{"name":"</code></pre><script>alert(1)</script>"}}"""), Usual, 2, classes: classes),
            ReportFixture.Variant(Markup, null, Usual, 3, classes: classes),
        ];
        var result = ReportFixture.Result(variants, classes);
        return new StudyReport(
            result with
            {
                Scenario = Markup,
                Description = Endless,
                Verdict = result.Verdict with { Sentence = Markup + result.Verdict.Sentence, Caveats = [Markup, Endless] },
                Provenance = result.Provenance with { Command = "mlpipelines run '" + Markup + "' `x`" },
                Comparisons = [.. result.Comparisons.Select(comparison => comparison with { Variant = Markup, Advice = Markup })],
                Dataset = result.Dataset with
                {
                    Columns = [new DatasetColumn(Markup, "numeric", 3, null), new DatasetColumn(Endless, "categorical", 0, 12)],
                    Skipped = [new SkippedSample(Endless, Markup)],
                    Notes = [Markup, Override],
                },
            },
            ReportFixture.Histories(variants));
    }

    private static StudyReport NotNumbers()
    {
        var study = OneEpoch();
        return study with
        {
            Histories = study.Histories.ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<EpochRow>)[.. pair.Value.Select(row => row with { HeldOutLoss = double.NaN, RunningLoss = double.PositiveInfinity })]),
        };
    }

    private static StudyReport Table()
    {
        var study = Classes(["No", "Yes"]);
        return study with
        {
            Result = study.Result with
            {
                Dataset = study.Result.Dataset with
                {
                    Kind = "table",
                    Shape = "46 features",
                    Columns = [new DatasetColumn("tenure", "numeric", 0, null), new DatasetColumn("TotalCharges", "numeric", 11, null), new DatasetColumn("Contract", "categorical", 0, 3)],
                    Skipped = [.. Enumerable.Range(0, 250).Select(index => new SkippedSample(FormattableString.Invariant($"row {index}"), "label is missing"))],
                },
            },
        };
    }

    // A class without test rows has no recall, and one that is never predicted has no precision.
    private static StudyReport BareClass()
    {
        var study = Classes(["no", "yes", "never"]);
        var baseline = study.Baseline!;
        IReadOnlyList<IReadOnlyList<long>> confusion = [[900, 100, 0], [50, 950, 0], [0, 0, 0]];
        return study with
        {
            Result = study.Result with
            {
                Variants =
                [
                    baseline with
                    {
                        Confusion = confusion,
                        Classes = [.. baseline.Classes.Take(2), new ClassResult("never", 0, null, null, null, null)],
                    },
                ],
            },
        };
    }

    // Every name that a rich result can take from data.
    private static StudyReport RichHostile()
    {
        var study = RichStudies.Full();
        var result = study.Result;
        return study with
        {
            Result = result with
            {
                Claim = result.Claim! with { Text = Markup, Variant = Endless, Against = Override, Sentence = Endless, Advice = Markup },
                Variants =
                [
                    .. result.Variants.Select(variant => variant with
                    {
                        IdenticalSamples = [.. variant.IdenticalSamples.Select(pair => pair with
                        {
                            Name = Markup,
                            Examples = [.. pair.Examples.Select(example => example with { Id = Endless, Label = Markup, PredictedFrom = Override, PredictedTo = "\0" })],
                        })],
                        Dynamics = variant.Dynamics! with { Notes = [Markup, Endless], Gradients = [.. variant.Dynamics.Gradients.Select(layer => layer with { Layer = Markup })] },
                    }),
                ],
                Spreads = [.. result.Spreads.Select(spread => spread with { Variant = Override })],
                Sweeps = [.. result.Sweeps.Select(sweep => sweep with { Path = Markup, Points = [.. sweep.Points.Select(point => point with { Label = Override, Variant = Endless })] })],
                Searches = [.. result.Searches.Select(search => search with { Variant = Markup, Strategy = Endless })],
                RangeTests = [.. result.RangeTests.Select(test => test with { Variant = Override })],
                LabelAudits = [.. result.LabelAudits.Select(audit => audit with { Variant = Markup, SuspectsFile = Endless, Suspects = [.. audit.Suspects.Select(suspect => suspect with { Id = Markup, Given = Override, Suggested = Endless })] })],
                DataAudit = result.DataAudit! with
                {
                    Notes = [Markup],
                    Columns = [.. result.DataAudit.Columns.Select(column => column with
                    {
                        Name = Markup,
                        Suspicion = Override,
                        ByClass = [.. column.ByClass.Select(one => one with { Class = Endless, Categories = [new CategoryShare(Markup, 0.5)] })],
                    })],
                },
            },
        };
    }

    // Every part is there and holds as little as it may; numbers are huge, tiny or none.
    private static StudyReport RichBare()
    {
        var study = RichStudies.Full();
        var result = study.Result;
        var baseline = result.Variants[0] with
        {
            Ensemble = new EnsembleResult { Sizes = [new EnsembleSize(1, 1, 1, null, 0, null, 1e-9)] },
            IdenticalSamples = [result.Variants[0].IdenticalSamples[0] with { Examples = [], ChangedInterval = null }],
            Dynamics = result.Variants[0].Dynamics! with
            {
                Gradients = [new LayerGradient("dense", 0, 0, double.NaN), new LayerGradient("dense_1", 10, 1e-300, 1e300)],
                GradientRatio = null,
                Sharpness = null,
                GradientNoiseScale = null,
                FinalTrend = double.NaN,
                Oscillation = double.PositiveInfinity,
            },
        };
        return study with
        {
            Pictures = EmbeddedPictures.None,
            Result = result with
            {
                Variants = [baseline],
                Comparisons = [],
                Claim = result.Claim! with { Against = null, Value = 0.5, Difference = null, Interval = null, AdjustedP = null, SeedP = null, Verdict = "undecided" },
                Spreads = [result.Spreads[0]],
                Sweeps =
                [
                    result.Sweeps[0] with { Points = [result.Sweeps[0].Points[0]], LearningCurve = null },
                    new SweepResult { Path = "training.epochs", Points = [new SweepPoint("a", "1", 1, null, null, null)] },
                ],
                VarianceComponents = new VarianceComponentsResult { Accuracies = [], AllStreams = 0, Streams = [], TestSet = 0 },
                Searches = [result.Searches[0] with { Candidates = [result.Searches[0].Candidates[3]], Best = null, BestSoFar = [null] }],
                RangeTests =
                [
                    result.RangeTests[0] with { Points = [] },
                    result.RangeTests[0] with { Points = [new RangeTestPoint(0.1, double.NaN, double.NaN), new RangeTestPoint(1, 1e30, 1e30)], Suggested = null, DivergesAt = null },
                ],
                LabelAudits = [result.LabelAudits[0] with { Suspects = [], SuspectCount = 0, Planted = new PlantedNoise(0, 0, null, null, null, null, null), NoiseRateInterval = null }],
                DataAudit = new DataAuditResult { Duplicates = new DuplicateSummary { WithinTraining = 0, AcrossTest = 0, AcrossValidation = 0, Conflicting = 0, AccuracyLimit = 1 } },
            },
        };
    }
}
