using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Diagnoses one healthy scenario under many root seeds: the same data, other splits, weights and orders.</summary>
internal static class HealthyCheck
{
    private const int Seeds = 20;

    /// <summary>The check.</summary>
    public static ReliabilityCheck Check { get; } = new(
        "healthy",
        "The verdict does not hang on the seed",
        "A scenario in which nothing is wrong gets the same verdict from `diagnose` whatever its root seed, and never a cause.",
        share => Run((int)Math.Ceiling(share * Seeds)));

    private static ReliabilityOutcome Run(int seeds)
    {
        DiagnosisCase item = DiagnosisCase.Of(CaseDataSets.Blobs, CaseModel.Logistic, 1);
        CaseFolder files = new(item, Path.Combine(RepositoryFiles.Root, "assets"));
        CaseSamples samples = files.Samples(null);
        List<(int Seed, string Verdict, string[] Present)> verdicts = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            string folder = Directory.CreateTempSubdirectory("healthy-").FullName;
            try
            {
                JsonObject scenario = files.Options(null);
                scenario["seed"] = seed;
                DiagnosisResult? diagnosis = DiagnoseCase.Run(CaseFolder.Write(folder, samples, scenario), folder, CancellationToken.None);
                verdicts.Add((seed, diagnosis?.Verdict ?? "none", [.. (diagnosis?.Findings ?? []).Where(finding => finding.State == "present").Select(finding => finding.Cause)]));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        string counts = string.Join(", ", verdicts.CountBy(one => one.Verdict).OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
        string others = string.Join(", ", verdicts.Where(one => one.Verdict != "healthy").Select(one => string.Create(CultureInfo.InvariantCulture, $"seed {one.Seed}: {one.Verdict}")));
        return new ReliabilityOutcome(
            [
                new ReliabilityFigure("root seeds whose verdict is healthy", seeds, verdicts.Count(one => one.Verdict == "healthy"), others.Length == 0 ? counts : others),
                new ReliabilityFigure("root seeds under which no cause is present", seeds, verdicts.Count(one => one.Present.Length == 0), counts),
            ],
            [$"The case is {item.Name}; the verdicts: {counts}."]);
    }
}
