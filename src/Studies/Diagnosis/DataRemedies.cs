using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Remedies that change which samples, columns and pixels a model is trained on, and those that take other data.</summary>
internal static class DataRemedies
{
    /// <summary>The share of the image by which it is shifted: the 10% of the usual examples of Keras' image augmentation.</summary>
    private const double Shift = 0.1;

    /// <summary>The columns that are dropped one by one; more are no accident, and dropping all of them is another task.</summary>
    private const int MostColumns = 3;

    public static IEnumerable<RemedyProposal> DropColumn(DiagnosedCase study) => study.Options.Data is not TableOptions
        ? []
        : (study.Result.DataAudit?.Columns ?? [])
            .Where(column => column.Suspicion is not null)
            .OrderByDescending(column => column.Power)
            .Take(MostColumns)
            .Select(column => new RemedyProposal(
                $"without the column \"{column.Name}\"",
                new JsonObject { ["data"] = new JsonObject { ["columns"] = new JsonObject { [column.Name] = "ignore" } } }));

    public static IEnumerable<RemedyProposal> SamePreprocessing(DiagnosedCase study) => study.Options.Pipeline.Test is null
        ? []
        : [new RemedyProposal("test samples prepared as training samples are", Pipeline("test", null))];

    public static IEnumerable<RemedyProposal> Shifts(DiagnosedCase study) =>
        study is not { IsImage: true, Network: not null } || study.Options.Pipeline.Augment is { WidthShift: > 0 } or { HeightShift: > 0 } or { RandomCrop: > 0 }
            ? []
            : [new RemedyProposal(
                FormattableString.Invariant($"shifts of up to {100 * Shift}% of the image"),
                Pipeline("augment", new JsonObject { ["widthShift"] = Shift, ["heightShift"] = Shift }))];

    public static IEnumerable<RemedyProposal> NoAugmentation(DiagnosedCase study) => study.Options.Pipeline.Augment is null
        ? []
        : [new RemedyProposal("training images as they are", Pipeline("augment", null))];

    public static IEnumerable<RemedyProposal> ExcludeSuspects(DiagnosedCase study)
    {
        const string What = "without training samples whose labels are probably wrong";
        LabelAuditResult? audit = study.Result.LabelAudits.FirstOrDefault(audit => audit.Variant == VariantResult.Baseline);
        if (audit is null)
        {
            return [new RemedyProposal(What, null, "There is no label audit of the baseline that would name them.")];
        }

        string[] suspects = [.. ExclusionList.Read(Path.Combine(study.Directory.Root, audit.SuspectsFile))];
        return suspects.Length == 0
            ? []
            : [new RemedyProposal(FormattableString.Invariant($"{What} ({suspects.Length} suspects)"), []) { Excluded = suspects }];
    }

    /// <summary>The weights stay what they are: test samples are measured once more. Not where the test path differs, which is another cause with its own remedy.</summary>
    public static IEnumerable<RemedyProposal> AlignTest(DiagnosedCase study) => study.Options.Pipeline is { AlignTest: true } or { Test: not null }
        ? []
        : [new RemedyProposal(
            study.IsImage ? "channels of test images moved to training's mean and spread" : "numeric columns of test samples moved to training's mean and spread",
            Pipeline("alignTest", true))];

    public static IEnumerable<RemedyProposal> DataLikeTest(DiagnosedCase study) =>
        [new RemedyProposal(
            "training data that are like the test's", null,
            "No option makes training samples like those in test: collect some where the model is used, with labels, and train on them too.")];

    private static JsonObject Pipeline(string member, JsonNode? value) => new() { ["pipeline"] = new JsonObject { [member] = value } };
}
