using MlPipelines.Bench;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>The fast part of the benchmark with planted causes.</summary>
public sealed class FastCasesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PlantedTruth_OfAColumnThatVanishesInTest_IsTheAccuracyThatItCosts()
    {
        DiagnosisCase item = DiagnosisCase.Of(CaseDataSets.Churn, CaseModel.Logistic, 1, RowPlantings.LabelColumn(0.95, vanishes: true));

        CauseTruth truth = Assert.Single(PlantedTruth.Of(item, new CaseFolder(item, RepositoryFiles.Asset()), _folder));

        Assert.Equal(CauseTruth.Present, truth.State);
        Assert.InRange(truth.Points, 0.02, 0.5);
    }

    [Fact]
    public void PlantedTruth_OfShuffledRows_IsNothing()
    {
        Planting sorted = new("unshuffled-data", "sorted, but shuffled", TruthKind.Accuracy) { Both = RowPlantings.Sorted };
        DiagnosisCase item = DiagnosisCase.Of(CaseDataSets.Credit, CaseModel.Logistic, 1, sorted);

        CauseTruth truth = Assert.Single(PlantedTruth.Of(item, new CaseFolder(item, RepositoryFiles.Asset()), _folder));

        Assert.Equal((0, CauseTruth.Absent), (truth.Points, truth.State));
    }

    [Fact]
    public void CaseFolder_Written_IsAConfigurationThatLoads()
    {
        foreach (DiagnosisCase item in CaseList.All.DistinctBy(item => (item.DataSet, string.Join('+', item.Plantings.Select(planting => planting.Cause)))))
        {
            StudyConfiguration study = new CaseFolder(item, RepositoryFiles.Asset()).Write(Path.Combine(_folder, Path.GetRandomFileName()), null);

            Assert.Equal(item.Seed, study.Baseline.Seed);
        }
    }

    [Fact]
    public void OwnCases_OfATable_PlantEveryCauseOfTablesIntoConfigurationsThatLoad()
    {
        CaseDataSet own = OwnCases.Read(RepositoryFiles.Asset("tables", "penguins.csv"), "island");
        DiagnosisCase[] cases = [.. OwnCases.Of(own)];

        string[] ofImages = [Causes.PreprocessingSkew, Causes.AugmentationMismatch, Causes.LabelShift];
        Assert.Empty(Causes.All.Except(ofImages).Except(cases.SelectMany(item => item.Plantings).Select(planting => planting.Cause)));
        Assert.Equal(cases.Length, cases.Select(item => item.Name).Distinct().Count());
        foreach (DiagnosisCase item in cases)
        {
            StudyConfiguration study = new CaseFolder(item, RepositoryFiles.Asset()).Write(Path.Combine(_folder, Path.GetRandomFileName()), null);

            Assert.Equal(item.Seed, study.Baseline.Seed);
        }
    }

    [Fact]
    public void Run_FastCases_FindsWhatIsThereAndNothingElse()
    {
        CaseRun run = new(RepositoryFiles.Asset(), results: null, "", "");

        CaseOutcome[] outcomes = [.. CaseList.Fast.AsParallel().WithDegreeOfParallelism(2).Select(item => run.Run(item, TestContext.Current.CancellationToken))];

        Assert.All(outcomes, outcome => Assert.Empty(BenchmarkScore.FalseCauses(outcome)));
        Assert.All(
            outcomes.Where(outcome => BenchmarkScore.Expected(outcome).Any()),
            outcome => Assert.True(BenchmarkScore.IsTop1(outcome), $"{outcome.Case}: {outcome.Verdict}"));
    }
}
