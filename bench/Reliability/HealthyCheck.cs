using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Diagnoses a healthy scenario under many root seeds: the same data, other splits, weights and orders. Once with rows enough to decide, and once with so few that it is luck whether they do.</summary>
internal static class HealthyCheck
{
    private const int Seeds = 20;

    /// <summary>Of each of the two tables: the interval of what test accuracy lies below validation accuracy is then ±1.3 points, within the smallest effect of 2.</summary>
    private const int RowsEnough = 8000;

    /// <summary>The check.</summary>
    public static ReliabilityCheck Check { get; } = new(
        "healthy",
        "The verdict does not hang on the seed",
        "A scenario in which nothing is wrong gets the verdict *healthy* from `diagnose` whatever its root seed where its rows suffice to decide; where they do not, it gets that or *cannot tell*, and never a cause.",
        share => Run((int)Math.Ceiling(share * Seeds)));

    private static ReliabilityOutcome Run(int seeds)
    {
        DiagnosisCase small = DiagnosisCase.Of(CaseDataSets.Blobs, CaseModel.Logistic, 1);
        DiagnosisCase large = small with { Train = RowsEnough, Test = RowsEnough };
        string[] ofLarge = Verdicts(large, seeds);
        string[] ofSmall = Verdicts(small, seeds);
        return new ReliabilityOutcome(
            [
                Figure(large, "verdict is healthy", ofLarge, verdict => verdict == "healthy"),
                Figure(small, "verdict is no cause", ofSmall, verdict => verdict is "healthy" or "cannot-tell"),
            ],
            ["Generated blobs, a logistic model, three repeats. A verdict that cannot be told comes with the rows that would decide it."]);
    }

    private static ReliabilityFigure Figure(DiagnosisCase item, string what, string[] verdicts, Func<string, bool> holds) => new(
        string.Create(CultureInfo.InvariantCulture, $"root seeds of {item.Train:N0} training and {item.Test:N0} test rows whose {what}"),
        verdicts.Length,
        verdicts.Count(holds),
        string.Join(", ", verdicts.CountBy(verdict => verdict).OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"))));

    /// <summary>A verdict per seed; one under which a cause is present, though it is not the first, names it too.</summary>
    private static string[] Verdicts(DiagnosisCase item, int seeds)
    {
        CaseFolder files = new(item, Path.Combine(RepositoryFiles.Root, "assets"));
        CaseSamples samples = files.Samples(null);
        string[] verdicts = new string[seeds];
        for (int seed = 1; seed <= seeds; seed++)
        {
            string folder = Directory.CreateTempSubdirectory("healthy-").FullName;
            try
            {
                JsonObject scenario = files.Options(null);
                scenario["seed"] = seed;
                DiagnosisResult? diagnosis = DiagnoseCase.Run(CaseFolder.Write(folder, samples, scenario), folder, CancellationToken.None);
                string[] present = [.. (diagnosis?.Findings ?? []).Where(finding => finding.State == "present").Select(finding => finding.Cause)];
                verdicts[seed - 1] = string.Join(" + ", present.Prepend(diagnosis?.Verdict ?? "none").Distinct());
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return verdicts;
    }
}
