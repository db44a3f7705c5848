using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class TrialInProcessTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_AnyNumberAtOnce_GivesTheNumbersOfWorkerProcesses(int sideBySide)
    {
        StudyConfiguration study = _fixture.Penguins();

        StudyOutcome processes = await _fixture.StartAsync(study, workers: 2);
        StudyOutcome here = await InProcess(study, sideBySide);

        Assert.Equal(4, StudyFixture.Numbers(processes).Count);
        Assert.Equal(StudyFixture.Numbers(processes), StudyFixture.Numbers(here));
    }

    [Fact]
    public async Task RunAsync_LogisticRegression_GivesTheNumbersOfWorkerProcesses()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();

        StudyOutcome processes = await _fixture.StartAsync(study, workers: 1);
        StudyOutcome here = await InProcess(study, 2);

        Assert.Equal(StudyFixture.Numbers(processes), StudyFixture.Numbers(here));
    }

    [Fact]
    public async Task RunAsync_DataThatChanged_IsTheUsersProblem()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();
        string table = Path.Combine(_fixture.Folder, "penguins.csv");
        StudyFixture.Recorded events = new(happened =>
        {
            if (happened is StudyPlanned)
            {
                File.WriteAllLines(table, [.. File.ReadLines(table).SkipLast(1)]);
            }
        });

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => InProcess(study, 1, events));

        Assert.Contains("fingerprint", thrown.Message, StringComparison.Ordinal);
    }

    private Task<StudyOutcome> InProcess(StudyConfiguration study, int sideBySide, StudyFixture.Recorded? events = null) => StudyRun.StartAsync(
        study,
        new StudyRunOptions { OutputFolder = _fixture.Output, CacheFolder = _fixture.Cache, Workers = sideBySide, InProcess = true, Command = "test" },
        events ?? new StudyFixture.Recorded(),
        TestContext.Current.CancellationToken);
}
