using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Test samples are of another kind than training samples: what is left of the part <c>shift</c> once class shares and leaked copies are taken out. Two-sample tests and properties say what
/// differs; they never make points. Where a property surely differs, so does a second estimate decide: what the same weights gain on the very same test samples once these have training's
/// mean and spread (<c>align-test</c>). It pairs rows, and so tells an effect that the difference of two sets leaves open; it sees shifts of moments only. Where the sets cannot be told apart
/// by anything that was examined, the difference has to be surer: two draws from one source differ by chance in a study of twenty.
/// </summary>
internal sealed class DistributionShiftRule : ICauseRule
{
    private const int ShownProperties = 3;

    /// <summary>The usual level of tests.</summary>
    private const double Level = 0.05;

    /// <summary>The level for a difference that nothing else shows, a tenth of the usual one; chosen here.</summary>
    private const double AloneLevel = 0.005;

    public string Cause => Causes.DistributionShift;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Shift is not { } shift)
        {
            return CauseJudgement.NotExamined(Cause, "validation and test accuracy were not compared");
        }

        bool isSmall = shift.Other.Interval().Upper < evidence.SmallestEffect;
        (List<string> supporting, List<string> opposing) = ([], []);
        (isSmall ? opposing : supporting).Add(
            $"Beyond class shares and leaked copies, accuracy on test samples is {EstimateText.Of(shift.Other)} below that on validation samples.");
        ShiftAudit? audit = ShiftWords.TestAudit(evidence);
        Test(audit?.Features, "the model's features", supporting, opposing);
        Test(audit?.Outputs, "its predictions", supporting, opposing);
        supporting.AddRange(ShiftWords.Shifted(evidence).Take(ShownProperties).Select(ShiftWords.Sentence));
        MeasuredEffect? aligned = MeasuredEffect.Of(evidence, Cause, balanced: false);
        if (aligned is not null)
        {
            (aligned.Helps ? supporting : opposing).Add(aligned.Sentence);
        }

        // Where the test path differs, alignment mends the preprocessing too, and says nothing of the samples.
        bool alignmentDecides = aligned is not null && evidence.Options.Pipeline.Test is null && ShiftWords.Shifted(evidence).Any()
            && aligned.Estimate.PAbove(evidence.SmallestEffect) < shift.Other.PAbove(evidence.SmallestEffect);
        bool isAlone = !isSmall && audit is not null && !ShiftWords.TellsApart(evidence) && shift.Other.PAbove(evidence.SmallestEffect) is >= AloneLevel and < Level;
        if (isAlone)
        {
            opposing.Add("Nothing that was examined tells test from validation samples, and the difference alone is not sure enough to exclude that the draw of the two sets made it.");
        }

        AuditedColumn? vanishing = TargetLeakageRule.Vanishing(evidence).FirstOrDefault();
        if (vanishing is not null)
        {
            opposing.Add(EstimateText.Text(
                $"Column \"{vanishing.Name}\" ranks the classes with an area of {vanishing.Power:F2} on training rows and {vanishing.TestPower:F2} on test rows: target leakage explains the same points."));
        }

        return new CauseJudgement
        {
            Cause = Cause,
            // A column whose power vanishes is a rival for the very same points; only alignment tells them apart, which gives back what moved and not what vanished.
            Decided = (vanishing is not null && !isSmall && !alignmentDecides) || isAlone ? FindingState.Undecided : null,
            Estimate = alignmentDecides ? aligned!.Estimate : shift.Other,
            Effect = alignmentDecides ? aligned!.Estimate : null,
            Gap = new GapShare("shift", shift.Other),
            Evidence = supporting,
            Against = opposing,
            Excluded =
            [
                $"Other class shares are counted apart: {EstimateText.Of(shift.Label)}.",
                .. evidence.Audit?.Leakage is { Rows.Count: > 0 } ? (string[])[$"Leaked copies are counted apart: {EstimateText.Of(shift.Leakage)}."] : [],
                "Preprocessing is the same for both sets of samples here.",
            ],
            Advice = alignmentDecides
                ? "Where new samples arrive in batches from one source, set pipeline.alignTest, which was measured; better, collect training samples like the test samples."
                : ShiftWords.Difference(evidence) is { } words
                ? $"Collect training samples like the test samples, which {words} than training ones, or augment by that property."
                : "Collect training samples like the test samples; no single property that was examined sets them apart.",
        };
    }

    private static void Test(TwoSampleTest? test, string by, List<string> supporting, List<string> opposing)
    {
        if (test is null)
        {
            return;
        }

        bool tells = test.Interval.Lower > 0.5;
        (tells ? supporting : opposing).Add(EstimateText.Text(
            $"A classifier {(tells ? "tells" : "cannot tell")} test from validation samples by {by}: ROC AUC {test.Area:F2} ({test.Interval.Lower:F2} to {test.Interval.Upper:F2}), p = {test.P:0.###}."));
    }
}
