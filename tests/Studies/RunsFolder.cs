using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Evaluation;

namespace MlPipelines.Tests.Studies;

/// <summary>A folder of runs that nothing trained, as the program leaves them.</summary>
internal sealed class RunsFolder : IDisposable
{
    public static readonly DateTimeOffset Planned = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-runs-").FullName;
    private readonly List<FileLock> _locks = [];

    public RunsFolder() => Directory.CreateDirectory(Root);

    public string Root => Path.Combine(_folder, "runs");

    /// <summary>A folder beside the runs, which nobody may reach through them.</summary>
    public string Outside => Path.Combine(_folder, "outside");

    public RunDirectory At(string id) => new(Path.Combine(Root, id));

    /// <summary>A finished run of a planted study.</summary>
    public RunDirectory Finished(string id, SyntheticStudy study, DateTimeOffset? planned = null)
    {
        RunDirectory directory = At(id);
        Directory.CreateDirectory(directory.Root);
        study.Write(directory);
        StudyConfigurationFile.Write(directory.Configuration, study.Configuration() with { Scenario = study.Conclude().Scenario });
        Plan(directory, study.Trials().Select((trial, index) => new PlannedTrial(index, trial.Variant, trial.Repeat, 0)), planned ?? Planned);
        return directory;
    }

    /// <summary>A run of which nothing but the plan and the configuration is there.</summary>
    public RunDirectory Begun(string id, SyntheticStudy study, int trials, DateTimeOffset? planned = null, string scenario = "synthetic")
    {
        RunDirectory directory = At(id);
        Directory.CreateDirectory(directory.Root);
        StudyConfigurationFile.Write(directory.Configuration, study.Configuration() with { Scenario = scenario });
        Plan(directory, Enumerable.Range(0, trials).Select(index => new PlannedTrial(index, VariantResult.Baseline, index, 0)), planned ?? Planned);
        return directory;
    }

    public static void Plan(RunDirectory directory, IEnumerable<PlannedTrial> trials, DateTimeOffset planned)
    {
        Directory.CreateDirectory(directory.Root);
        StudyJson.Write(directory.Plan, new StudyPlan { Planned = planned, Command = "mlpipelines run", CacheFolder = "/cache", Trials = [.. trials] });
    }

    /// <summary>Somebody is at work on the run.</summary>
    public FileLock Hold(string path)
    {
        FileLock held = FileLock.TryTake(path)!;
        _locks.Add(held);
        return held;
    }

    /// <summary>A trial is being trained and has trained some epochs.</summary>
    public static void Train(RunDirectory directory, int repeat, SyntheticStudy study, int epochs)
    {
        string name = FormattableString.Invariant($"{repeat}");
        Directory.CreateDirectory(directory.PartialTrial(VariantResult.Baseline, name));
        foreach (EpochRow epoch in study.History(VariantResult.Baseline, repeat).Take(epochs))
        {
            ResultFiles.AppendHistory(directory.PartialHistory(VariantResult.Baseline, name), epoch);
        }
    }

    /// <summary>A trial is over.</summary>
    public static void End(RunDirectory directory, int repeat, SyntheticStudy study)
    {
        string folder = directory.Trial(VariantResult.Baseline, repeat);
        Directory.CreateDirectory(folder);
        TrialResult trial = study.Trials().Single(trial => trial.Variant == VariantResult.Baseline && trial.Repeat == repeat);
        ResultFiles.WriteHistory(directory.History(VariantResult.Baseline, repeat), study.History(VariantResult.Baseline, repeat));
        ResultFiles.WriteTrial(directory.TrialResult(VariantResult.Baseline, repeat), trial);
        if (Directory.Exists(directory.PartialTrial(VariantResult.Baseline, Path.GetFileName(folder))))
        {
            Directory.Delete(directory.PartialTrial(VariantResult.Baseline, Path.GetFileName(folder)), recursive: true);
        }
    }

    public void Dispose()
    {
        _locks.ForEach(held => held.Dispose());
        Directory.Delete(_folder, recursive: true);
    }
}
