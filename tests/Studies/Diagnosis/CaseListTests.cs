using MlPipelines.Bench;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>What the benchmark of the diagnosis promises about its cases before any of them is run.</summary>
public class CaseListTests
{
    [Fact]
    public void All_EveryCause_IsPlantedFiveTimesOnThreeDataSets()
    {
        string[] wanting =
        [
            .. from cause in Causes.All
               let cases = CaseList.All.Where(item => item.Plantings.Any(planting => planting.Cause == cause) && item.Seed >= 300).ToArray()
               where cases.Length < 5 || cases.Select(item => item.DataSet).Distinct().Count() < 3
               select $"{cause}: {cases.Length} cases",
        ];

        Assert.Empty(wanting);
    }

    [Fact]
    public void All_Healthy_AreAtLeast150() =>
        Assert.True(CaseList.All.Count(item => item.Seed < 300) >= 150, $"{CaseList.All.Count(item => item.Seed < 300)} healthy cases");

    [Fact]
    public void All_EveryCause_IsAlsoPlantedWhereCasesAreOnlyScored()
    {
        string[] scored = [.. CaseList.All.Where(item => item.DataSet.IsScored).SelectMany(item => item.Plantings).Select(planting => planting.Cause)];

        Assert.Equal(Causes.All.Order(StringComparer.Ordinal), scored.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_SomeCases_HaveTwoCauses() =>
        Assert.True(CaseList.All.Count(item => item.Plantings.Count == 2) >= 5);

    [Fact]
    public void Digest_SameCase_IsTheSame_AndOtherSeedsDiffer()
    {
        DiagnosisCase item = CaseList.All.First(candidate => candidate.DataSet == CaseDataSets.Penguins && candidate.Plantings.Count > 0);

        Assert.Equal(Digest(item), Digest(item));
        Assert.NotEqual(Digest(item), Digest(item with { Seed = item.Seed + 1 }));
    }

    [Fact]
    public void Samples_WithAndWithoutLeakage_HaveTheSameTestRows()
    {
        DiagnosisCase item = DiagnosisCase.Of(CaseDataSets.BreastCancer, CaseModel.Logistic, 5, RowPlantings.Copies(0.5));
        CaseFolder files = new(item, RepositoryFiles.Asset(""));

        CaseSamples with = files.Samples(null);
        CaseSamples without = files.Samples(item.Plantings[0]);

        Assert.Equal(without.Test.Select(Content), with.Test.Select(Content));
        HashSet<string> trained = [.. with.Train.Select(Content)];
        Assert.Equal(with.Test.Count / 2.0, with.Test.Count(row => trained.Contains(Content(row))), 1.0);
        Assert.DoesNotContain(without.Test, row => without.Train.Select(Content).Contains(Content(row)));
    }

    private static string Content(CaseRow row) => string.Join(',', row.Cells);

    private static string Digest(DiagnosisCase item) => new CaseFolder(item, RepositoryFiles.Asset("")).Digest();
}
