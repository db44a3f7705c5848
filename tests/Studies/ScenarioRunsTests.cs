using MlPipelines.Configuration;
using MlPipelines.Reports;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class ScenarioRunsTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Find_RunOfWhatTheFileSays_IsTaken()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();
        StudyOutcome outcome = await _fixture.StartAsync(study, workers: 1);

        ScenarioRun run = Assert.Single(ScenarioRuns.Find(study.ConfigurationFile, _fixture.Output, ScenarioSize.Quick));

        Assert.Equal("penguins", run.Scenario);
        Assert.Equal(outcome.Result.Verdict.Sentence, run.Result.Verdict.Sentence);
        Assert.Equal(ScenarioRuns.Digest(study), run.ConfigurationDigest);
    }

    [Fact]
    public async Task Find_ScenarioThatWasChangedSince_IsAProblemThatSaysWhatToRun()
    {
        await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"), workers: 1);

        ProblemException thrown = Assert.Throws<ProblemException>(
            () => ScenarioRuns.Find(Path.Combine(_fixture.Folder, "mlconfig.json"), _fixture.Output, ScenarioSize.Quick));

        Assert.Contains("mlpipelines run penguins --size quick", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_SameFileInAnotherFolder_IsTheSame()
    {
        StudyConfiguration here = _fixture.LogisticPenguins();
        using StudyFixture other = new();

        Assert.Equal(ScenarioRuns.Digest(here), ScenarioRuns.Digest(other.LogisticPenguins()));
        Assert.NotEqual(ScenarioRuns.Digest(here), ScenarioRuns.Digest(_fixture.LogisticPenguins("model.l2=2")));
    }

    /// <summary>The shipped guide quotes what the shipped scenarios say now.</summary>
    [Fact]
    public void ShippedGuide_EveryScenario_IsOfTheShippedConfiguration()
    {
        string guide = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "scenarios.md"));
        ConfigurationFile file = ConfigurationFile.Load(Path.Combine(RepositoryFiles.Root, "mlconfig.json"), [], null, ScenarioSize.Full);

        IReadOnlyDictionary<string, string> digests = ScenarioGuide.ReadDigests(guide);

        string[] stale = [.. file.Config.Scenarios.Keys.Where(name => digests.GetValueOrDefault(name) != ScenarioRuns.Digest(file.Study(name)))];
        Assert.True(
            stale.Length == 0,
            $"docs/scenarios.md does not say what these scenarios do now: {string.Join(", ", stale)}. Run them with --size full, then: mlpipelines guide docs/scenarios.md");
        Assert.Empty(digests.Keys.Except(file.Config.Scenarios.Keys));
    }
}
