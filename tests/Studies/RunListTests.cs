using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class RunListTests : IDisposable
{
    private static readonly SyntheticStudy s_study = new() { Repeats = 3, TestRows = 60, TrainRows = 60, ValidationRows = 40, Variants = [new("baseline", 0.95, 0.85, 0.84)] };

    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Read_RunsOfEveryState_AreListedNewestFirst()
    {
        _runs.Finished("synthetic/1", s_study, RunsFolder.Planned);
        _runs.Begun("synthetic/2", s_study, 3, RunsFolder.Planned.AddHours(1));
        RunDirectory running = _runs.Begun("other/3", s_study, 4, RunsFolder.Planned.AddHours(2), "other");
        _runs.Hold(running.Lock);
        RunsFolder.End(running, 0, s_study);

        IReadOnlyList<RunEntry> entries = new RunList(_runs.Root).Read();

        Assert.Equal(["other/3", "synthetic/2", "synthetic/1"], entries.Select(entry => entry.Id));
        Assert.Equal([RunState.Running, RunState.Interrupted, RunState.Finished], entries.Select(entry => entry.State));
        Assert.Equal([(1, 4), (0, 3), (3, 3)], entries.Select(entry => (entry.Ended, entry.Trials)));
        Assert.Equal(["other", "synthetic", "synthetic"], entries.Select(entry => entry.Scenario));
        Assert.Equal(s_study.Conclude().Variants[0].Summary["test"]["accuracy"], entries[2].Outcome!.Test);
        Assert.All(entries, entry => Assert.Null(entry.Reason));
    }

    [Fact]
    public void Read_TrialOfACluster_MakesTheRunRunning()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 2);
        _runs.Hold(directory.TrialLock("baseline", "1"));

        Assert.Equal(RunState.Running, Assert.Single(new RunList(_runs.Root).Read()).State);
    }

    [Fact]
    public void Read_EveryTrialFailed_IsFailed()
    {
        _runs.Finished("synthetic/1", s_study with { Failed = [("baseline", 0), ("baseline", 1), ("baseline", 2)] });

        RunEntry entry = Assert.Single(new RunList(_runs.Root).Read());
        Assert.Equal(RunState.Failed, entry.State);
        Assert.Equal(3, entry.Outcome!.Failed);
    }

    [Theory]
    [InlineData("plan.json", "{", "a file of format mlpipelines/plan/1")]
    [InlineData("plan.json", """{"schema":"mlpipelines/plan/9","planned":"2026-11-23T10:00:00Z","command":"","cacheFolder":"","trials":[]}""", "mlpipelines/plan/9")]
    [InlineData("plan.json", """{"schema":"mlpipelines/plan/1","planned":"2026-11-23T10:00:00Z","command":"","cacheFolder":"","trials":null}""", "trials of variants with plain names")]
    [InlineData("plan.json", """{"schema":"mlpipelines/plan/1","planned":"2026-11-23T10:00:00Z","command":"","cacheFolder":"","trials":[{"index":0,"variant":"../../outside","repeat":0,"round":0}]}""", "trials of variants with plain names")]
    [InlineData("result.json", "{}", "\"schema\": \"mlpipelines/result/1\"")]
    [InlineData("result.json", "", "JSON of the format mlpipelines/result/1")]
    public void Read_DamagedFile_IsBrokenWithTheReason(string file, string content, string reason)
    {
        RunDirectory directory = _runs.Finished("synthetic/1", s_study);
        File.WriteAllText(Path.Combine(directory.Root, file), content);

        RunEntry entry = Assert.Single(new RunList(_runs.Root).Read());

        Assert.Equal(RunState.Broken, entry.State);
        Assert.Contains(reason, entry.Reason, StringComparison.Ordinal);
        Assert.Contains(file, entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FoldersThatAreNoRuns_AreForeignWithTheReason()
    {
        Directory.CreateDirectory(Path.Combine(_runs.Root, "notes"));
        Directory.CreateDirectory(Path.Combine(_runs.Root, "photos", "holiday"));
        Directory.CreateDirectory(Path.Combine(_runs.Root, ".hidden", "x"));
        File.WriteAllText(Path.Combine(_runs.Root, "index.html"), "");

        Dictionary<string, RunEntry> entries = new RunList(_runs.Root).Read().ToDictionary(entry => entry.Id);

        Assert.Equal(["notes", "photos/holiday"], entries.Keys.Order());
        Assert.All(entries.Values, entry => Assert.Equal(RunState.Foreign, entry.State));
        Assert.Contains("neither plan.json nor folders", entries["notes"].Reason, StringComparison.Ordinal);
        Assert.Contains("no plan.json", entries["photos/holiday"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinksThatLeadOut_AreForeign()
    {
        _runs.Finished("synthetic/1", s_study);
        Directory.CreateDirectory(_runs.Outside);
        Directory.CreateSymbolicLink(Path.Combine(_runs.Root, "link"), _runs.Outside);
        Directory.CreateSymbolicLink(Path.Combine(_runs.Root, "synthetic", "2"), _runs.Outside);
        RunDirectory linked = _runs.Finished("synthetic/3", s_study);
        File.Move(linked.Result, Path.Combine(_runs.Outside, "result.json"));
        File.CreateSymbolicLink(linked.Result, Path.Combine(_runs.Outside, "result.json"));
        Directory.CreateSymbolicLink(Path.Combine(_runs.Root, "synthetic", "4"), Path.Combine(_runs.Root, "synthetic", "1"));

        Dictionary<string, RunState> states = new RunList(_runs.Root).Read().ToDictionary(entry => entry.Id, entry => entry.State);

        Assert.Equal(RunState.Finished, states["synthetic/1"]);
        Assert.Equal(RunState.Foreign, states["link"]);
        Assert.Equal(RunState.Foreign, states["synthetic/2"]);
        Assert.Equal(RunState.Foreign, states["synthetic/3"]);
        Assert.Equal(RunState.Finished, states["synthetic/4"]);
    }

    [Theory]
    [InlineData("log.txt")]
    [InlineData("trials/baseline/0/history.csv")]
    public void Find_LinkDeepInARun_IsNamed(string name)
    {
        RunDirectory directory = _runs.Finished("synthetic/1", s_study);
        Directory.CreateDirectory(_runs.Outside);
        string path = Path.Combine(directory.Root, name);
        File.Delete(path);
        Assert.Null(LinksOut.Find(_runs.Root, directory.Root));

        File.CreateSymbolicLink(path, Path.Combine(_runs.Outside, "secret.txt"));
        Assert.Equal(name, LinksOut.Find(_runs.Root, directory.Root));
    }

    [Fact]
    public void Read_ResultThatChanges_IsReadAgain()
    {
        RunList list = new(_runs.Root);
        RunDirectory directory = _runs.Finished("synthetic/1", s_study);
        Assert.Equal(0, list.Read()[0].Outcome!.Failed);

        ResultFiles.WriteResult(directory.Result, (s_study with { Failed = [("baseline", 1)] }).Conclude());

        Assert.Equal(1, list.Read()[0].Outcome!.Failed);
    }

    [Fact]
    public void Read_NoFolder_IsEmpty() => Assert.Empty(new RunList(Path.Combine(_runs.Root, "nowhere")).Read());

    [Theory]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("synthetic/../synthetic/1")]
    [InlineData("/etc")]
    [InlineData("")]
    public void Find_WhatIsNoId_IsNothing(string id)
    {
        _runs.Finished("synthetic/1", s_study);
        Assert.Null(new RunList(_runs.Root).Find(id));
    }
}
