using System.Diagnostics;
using System.Text.Json;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Host;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class StudyLogTests : IDisposable
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 23, 15, 0, 0, 250, TimeSpan.Zero);
    private static readonly PlannedTrial s_trial = new(4, "wider", 2, 0);

    private readonly RunDirectory _directory = new(Directory.CreateTempSubdirectory("log-").FullName);

    public void Dispose() => Directory.Delete(_directory.Root, recursive: true);

    [Fact]
    public void Report_OneOfEveryEvent_WritesAnObjectWithTheDocumentedMembers()
    {
        StudyLog log = new(_directory, new StudyFixture.Recorded());
        StudyEvent[] events =
        [
            new StudyPlanned(s_time, _directory.Root, "penguins", [s_trial], 0, 2),
            new TrialStarted(s_time, s_trial),
            new TrialSign(s_time, s_trial, "training", 0),
            new TrialSign(s_time, s_trial, "training", 12),
            new TrialStalled(s_time, s_trial, "training, batch 12", TimeSpan.FromMinutes(10)),
            new TrialMoved(s_time, s_trial, "epoch 1 of 3", TimeSpan.FromMinutes(11)),
            new TrialFailed(s_time, s_trial, "two\nlines") { Kind = FailureKinds.Crash },
            new TrialFinished(s_time, s_trial, double.NaN, 0.5, 1),
            new Concluding(s_time),
            new StudyConcluded(s_time, "It is so.", 1),
            new StudyStopped(s_time, "cancelled", true),
        ];

        Array.ForEach(events, log.Report);

        JsonElement[] lines = [.. File.ReadLines(_directory.JsonLog).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(
            [
                "information studyPlanned", "information trialStarted", "debug trialPhase", "warning trialStalled", "information trialMoved", "error trialFailed",
                "information trialFinished", "information concluding", "warning studyConcluded", "warning studyStopped",
            ],
            lines.Select(line => $"{line.GetProperty("level").GetString()} {line.GetProperty("event").GetString()}"));
        Assert.All(lines, line => Assert.Equal(["time", "level", "event", "trial", "trace", "fields"], line.EnumerateObject().Select(member => member.Name)));
        Assert.All(lines, line => Assert.Equal("2026-11-23T15:00:00.250Z", line.GetProperty("time").GetString()));
        Assert.Equal("""{"index":4,"variant":"wider","name":"2","kind":"measure"}""", lines[1].GetProperty("trial").GetRawText());
        Assert.Equal(JsonValueKind.Null, lines[6].GetProperty("fields").GetProperty("trainAccuracy").ValueKind);
        Assert.Contains("two\n  lines\n", File.ReadAllText(_directory.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_AfterALineThatAKilledProcessLeftHalf_StartsALineOfItsOwn()
    {
        File.WriteAllText(_directory.JsonLog, "{\"time\":\"2026");

        new StudyLog(_directory, new StudyFixture.Recorded()).Report(new Concluding(s_time));

        string[] lines = File.ReadAllLines(_directory.JsonLog);
        Assert.Equal(2, lines.Length);
        Assert.Equal("concluding", JsonDocument.Parse(lines[1]).RootElement.GetProperty("event").GetString());
    }

    [Fact]
    public void Report_FromManyThreads_WritesWholeLines()
    {
        StudyLog log = new(_directory, new StudyFixture.Recorded());
        EpochRecord epoch = StudySamples.Epoch(0, 0, 1).Epoch;

        Parallel.For(0, 200, index => log.Report(new EpochFinished(s_time, s_trial with { Index = index }, 200, epoch)));

        Assert.Equal(
            Enumerable.Range(0, 200),
            File.ReadLines(_directory.JsonLog).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("trial").GetProperty("index").GetInt32()).Order());
    }

    [Fact]
    public void Report_WithinASpan_NamesItsTrace()
    {
        using Activity span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        new StudyLog(_directory, new StudyFixture.Recorded()).Report(new Concluding(s_time));

        Assert.Contains(span.TraceId.ToHexString(), File.ReadAllText(_directory.JsonLog), StringComparison.Ordinal);
    }
}
