using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Decides whether two runs are paired: only with the same data, the same split and the same seeds, so that repeat r of both drew alike, and only when the test rows of
/// every common repeat are in fact the same. One thing that differs unpairs them; other data forbid any comparison.
/// </summary>
/// <param name="Pairing">The decision.</param>
/// <param name="Reasons">Why they are not paired, whole sentences.</param>
internal sealed record PairingRule(RunPairing Pairing, IReadOnlyList<string> Reasons)
{
    private const int FingerprintDigits = 12;

    public static PairingRule Of(ComparedRun reference, VariantScores referenceScores, ComparedRun run, VariantScores runScores)
    {
        if (DataReasons(reference, run) is { Count: > 0 } other)
        {
            return new PairingRule(RunPairing.OtherData, other);
        }

        List<string> reasons = [.. SeedReasons(reference, run), .. RowReasons(reference, referenceScores, run, runScores)];
        return new PairingRule(reasons.Count == 0 ? RunPairing.Paired : RunPairing.Unpaired, reasons);
    }

    private static List<string> DataReasons(ComparedRun reference, ComparedRun run)
    {
        (DatasetResult from, DatasetResult to) = (reference.Result.Dataset, run.Result.Dataset);
        List<string> reasons = [];
        if (from.Fingerprint != to.Fingerprint)
        {
            reasons.Add($"The data differ: {Described(reference)}; {Described(run)}.");
        }

        if (!from.Classes.SequenceEqual(to.Classes, StringComparer.Ordinal))
        {
            reasons.Add(FormattableString.Invariant($"The classes differ: {from.Classes.Count} in {reference.Label}, {to.Classes.Count} in {run.Label}, or other names."));
        }

        return reasons;
    }

    private static IEnumerable<string> SeedReasons(ComparedRun reference, ComparedRun run)
    {
        (ScenarioOptions from, ScenarioOptions to) = (reference.Options, run.Options);
        if (from.Seed != to.Seed)
        {
            yield return FormattableString.Invariant(
                $"The seeds differ: {from.Seed} in {reference.Label}, {to.Seed} in {run.Label}, so a repeat of one has no partner in the other.");
        }

        if (!from.Vary.Order().SequenceEqual(to.Vary.Order()))
        {
            yield return $"What varies from repeat to repeat differs: {Streams(from)} in {reference.Label}, {Streams(to)} in {run.Label}.";
        }

        string[] split = [.. ConfigurationDifferences.Of([Split(from), Split(to)]).Select(option => option.Path)];
        if (split.Length > 0)
        {
            yield return $"The split differs: {string.Join(", ", split)}.";
        }
    }

    private static IEnumerable<string> RowReasons(ComparedRun reference, VariantScores referenceScores, ComparedRun run, VariantScores runScores)
    {
        int[] common = [.. referenceScores.RepeatsWith(MeasurementNames.Test).Intersect(runScores.RepeatsWith(MeasurementNames.Test))];
        if (common.Length == 0)
        {
            yield return $"No repeat finished in both {reference.Label} and {run.Label}.";
        }

        int[] others = [.. common.Where(repeat =>
            referenceScores.Facts(MeasurementNames.Test, repeat).Samples != runScores.Facts(MeasurementNames.Test, repeat).Samples)];
        if (others.Length > 0)
        {
            yield return FormattableString.Invariant(
                $"The test rows are not the same in {others.Length} of {common.Length} common repeats.");
        }
    }

    private static JsonObject Split(ScenarioOptions options) =>
        new() { ["data"] = new JsonObject { ["split"] = ScenarioJson.ValueAt(options, "data.split") } };

    private static string Streams(ScenarioOptions options) =>
        options.Vary.Count == 0 ? "nothing" : string.Join(", ", options.Vary.Order().Select(stream => stream.ToString().ToLowerInvariant()));

    private static string Described(ComparedRun run)
    {
        DatasetResult data = run.Result.Dataset;
        int rows = data.Counts.TryGetValue("test", out IReadOnlyList<int>? counts) ? counts.Sum() : 0;
        string print = data.Fingerprint.Length > FingerprintDigits ? data.Fingerprint[..FingerprintDigits] : data.Fingerprint;
        return FormattableString.Invariant($"{run.Label} has {data.Kind} {print}, {data.Shape}, {rows} test rows");
    }
}
