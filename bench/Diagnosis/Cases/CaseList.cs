using System.Security.Cryptography;
using System.Text;

namespace MlPipelines.Bench;

/// <summary>All cases.</summary>
internal static class CaseList
{
    public static IReadOnlyList<DiagnosisCase> All { get; } = Unique([.. HealthyCases.All, .. PlantedCases.All]);

    /// <summary>About ten cheap cases, which are a test: a strong planting of several causes on tables, and healthy ones.</summary>
    public static IReadOnlyList<DiagnosisCase> Fast { get; } =
    [
        .. All.Where(item => item.Plantings.Count == 0 && item.Model == CaseModel.Logistic && item.Seed == 1),
        .. All.Where(item => item.Model == CaseModel.Logistic && item.Plantings.Count == 1 && item.Seed >= 300
            && item.Plantings[0].Truth is TruthKind.Accuracy or TruthKind.ConflictCount or TruthKind.AnySign).Take(6),
    ];

    /// <summary>Where a case stands in an order that sorts by nothing: the SHA-256 of its name.</summary>
    public static string Place(DiagnosisCase item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Name)));

    private static IReadOnlyList<DiagnosisCase> Unique(IReadOnlyList<DiagnosisCase> cases) => cases.CountBy(item => item.Name).All(pair => pair.Value == 1)
        ? cases
        : throw new InvalidOperationException($"two cases of one name: {cases.CountBy(item => item.Name).First(pair => pair.Value > 1).Key}");
}
