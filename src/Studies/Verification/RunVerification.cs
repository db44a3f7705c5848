using System.Globalization;
using System.Runtime.InteropServices;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Runs a finished trial of a run again, in a folder of its own that is removed afterwards, and compares: what <c>verify</c> does. The run is not changed.</summary>
public static class RunVerification
{
    /// <summary>Repeats a trial and compares.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="trial">Which: <c>variant/repeat</c>; null for the one that took the least time.</param>
    /// <param name="cacheFolder">The folder of decoded data, absolute; null for the one with which the run was started.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="chosen">Receives the trial before it is repeated.</param>
    /// <param name="cancellation">Checked at every step.</param>
    /// <exception cref="ProblemException">There is no such trial, it has no model, or its data changed.</exception>
    public static Task<TrialVerification> VerifyAsync(
        RunDirectory directory, string? trial, string? cacheFolder, TimeProvider clock, Action<PlannedTrial, TrialResult> chosen, CancellationToken cancellation) =>
        Task.Run(() => Verify(directory, trial, cacheFolder, clock, chosen, cancellation), cancellation);

    private static TrialVerification Verify(
        RunDirectory directory, string? name, string? cacheFolder, TimeProvider clock, Action<PlannedTrial, TrialResult> chosen, CancellationToken cancellation)
    {
        SavedModels models = SavedModels.Read(directory);
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        StudyConfiguration study = SavedModels.OnThisMachine(ReservedVariants.Merge(StudyConfigurationFile.Read(directory.Configuration), plan, directory));
        SavedModel model = name is null ? Cheapest(models) : Named(models, name);
        PlannedTrial trial = plan.Trials.First(candidate => candidate.Kind == TrialKind.Measure && candidate.Variant == model.Variant && candidate.Repeat == model.Repeat);
        TrialResult recorded = ResultFiles.ReadTrial(directory.TrialResult(trial.Variant, trial.Name));
        chosen(trial, recorded);

        RunDirectory own = new(Directory.CreateTempSubdirectory("mlpipelines-verify-").FullName);
        try
        {
            // Weights that another variant trained are trained here: that is what is to be verified.
            PlannedTrial alone = trial with { WeightsFrom = null };
            TrialFolder folder = TrialFolder.Start(own, alone);
            TrialResult repeated = new TrialAttempt(own, study, alone, clock, TextWriter.Null, cancellation).Run(
                ReservedVariants.Merge(PreparedStudy.Read(directory.Dataset), plan), cacheFolder ?? plan.CacheFolder, folder);
            folder.Finish(repeated);
            TrialVerification verification = new()
            {
                Variant = trial.Variant,
                Repeat = trial.Repeat,
                Recorded = recorded,
                Repeated = repeated,
                RecordedOn = RecordedOn(directory, model),
                RepeatedOn = new TrialMachine(
                    ProgramVersion.Text, ModelTraining.EngineOf(model.Options), model.Options.Training.Threads, Machine.Processor, RuntimeInformation.OSDescription),
            };
            return repeated.State == TrialState.Finished ? Compared(verification, directory, own, model, cacheFolder ?? plan.CacheFolder) : verification;
        }
        finally
        {
            Directory.Delete(own.Root, recursive: true);
        }
    }

    private static TrialVerification Compared(TrialVerification verification, RunDirectory directory, RunDirectory own, SavedModel model, string cacheFolder)
    {
        (string variant, int repeat) = (verification.Variant, verification.Repeat);
        (double? largest, int rows, int classes) = RowDifference.Of(
            ResultFiles.ReadPredictions(directory.Predictions(variant, repeat)), ResultFiles.ReadPredictions(own.Predictions(variant, repeat)));
        return verification with
        {
            LargestWeightDifference = WeightDifference(model, Path.Combine(own.Trial(variant, repeat), "model"), cacheFolder),
            LargestPredictionDifference = largest,
            Rows = rows,
            OtherClasses = classes,
        };
    }

    private static double? WeightDifference(SavedModel recorded, string repeated, string cacheFolder)
    {
        try
        {
            using ITrainedModel one = ModelTraining.Load(recorded.Options, recorded.Folder, cacheFolder);
            using ITrainedModel other = ModelTraining.Load(recorded.Options, repeated, cacheFolder);
            return ModelDifference.LargestOf(one, other);
        }
        catch (InvalidDataException exception)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                recorded.Folder, "a model that this version wrote", exception.Message.TrimEnd('.'), "An older version wrote the run, or a file is damaged."));
        }
    }

    private static TrialMachine? RecordedOn(RunDirectory directory, SavedModel model)
    {
        if (!File.Exists(directory.Result))
        {
            return null;
        }

        StudyProvenance provenance = ResultFiles.ReadResult(directory.Result).Provenance;
        string engine = ModelTraining.EngineOf(model.Options);
        bool isAmongThem = provenance.Engine == engine || provenance.Engine.Split(", ").Contains(engine);
        return new TrialMachine(provenance.Version, isAmongThem ? engine : provenance.Engine, model.Options.Training.Threads, provenance.Processor, provenance.OperatingSystem);
    }

    /// <summary>The finished trial that took the least time; of several, the first.</summary>
    private static SavedModel Cheapest(SavedModels models) => models.Variants.SelectMany(models.FinishedOf)
        .MinBy(model => ResultFiles.ReadTrial(models.Directory.TrialResult(model.Variant, model.Repeat)).Seconds)
        ?? throw new ProblemException(ProblemStage.Data, new Problem(
            models.Directory.Root, "a run with a finished trial", "none", "Go on with \"resume\"."));

    private static SavedModel Named(SavedModels models, string name)
    {
        int slash = name.LastIndexOf('/');
        List<Problem> problems = [];
        if (slash > 0 && int.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int repeat))
        {
            if (models.Find(name[..slash], repeat, problems) is { } model)
            {
                return model;
            }
        }
        else
        {
            problems.Add(new Problem("--trial", "VARIANT/REPEAT, such as baseline/0", $"\"{name}\""));
        }

        throw new ProblemException(ProblemStage.Configuration, [.. problems.Select(problem => problem.Where is "--variant" or "--repeat" ? problem with { Where = "--trial" } : problem)]);
    }
}
