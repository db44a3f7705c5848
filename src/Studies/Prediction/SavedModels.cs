using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Which models a run has: every repeat of every variant that the plan measures, remedies of a diagnosis included, whether it finished or not. Reads <c>config.json</c>,
/// <c>plan.json</c> and each <c>trial.json</c>; the data of the study are not needed. Nothing in the folder is run, and no type is loaded by name.
/// </summary>
public sealed class SavedModels
{
    /// <summary>Room for the plan and the measurements of the largest studies.</summary>
    private const long LargestFile = 64L << 20;

    private readonly IReadOnlyList<PlannedTrial> _trials;
    private readonly StudyConfiguration _study;

    private SavedModels(RunDirectory directory, StudyConfiguration study, IReadOnlyList<PlannedTrial> trials) =>
        (Directory, _study, _trials) = (directory, study, trials);

    /// <summary>The run.</summary>
    public RunDirectory Directory { get; }

    /// <summary>The scenario's name.</summary>
    public string Scenario => _study.Scenario;

    /// <summary>The variants in the order of the plan, the baseline first.</summary>
    public IReadOnlyList<string> Variants => [.. _trials.Select(trial => trial.Variant).Distinct()];

    /// <summary>Reads what a run has.</summary>
    /// <exception cref="ProblemException">The folder is no run of this version.</exception>
    public static SavedModels Read(RunDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        List<Problem> problems = [];
        StudyPlan? plan = Attempt(directory.Plan, problems, () => ReadablePlan.Read(directory));
        StudyConfiguration? study = Attempt(directory.Configuration, problems, () => StudyConfigurationFile.Read(directory.Configuration));
        if (plan is not null && study is not null)
        {
            study = Attempt(directory.Plan, problems, () => ReservedVariants.Merge(study, plan, directory));
        }

        if (problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, problems);
        }

        PlannedTrial[] measured = [.. plan!.Trials.Where(trial => trial.Kind == TrialKind.Measure)];
        HashSet<string> configured =
            [.. StudyPlanner.Variants(study!), .. study!.Reserved.Select(variant => variant.Name)];
        foreach (string unknown in measured.Select(trial => trial.Variant).Distinct().Where(name => !configured.Contains(name) || !IsFolderName(name)))
        {
            problems.Add(new Problem(directory.Plan, "trials of the variants in config.json", $"\"{unknown}\"", "One of the two files was changed; take another copy of the run."));
        }

        return problems.Count > 0 ? throw new ProblemException(ProblemStage.Data, problems) : new SavedModels(directory, OnThisMachine(study), measured);
    }

    /// <summary>The planned repeats of a variant, ascending; empty for an unknown one.</summary>
    public IReadOnlyList<int> RepeatsOf(string variant) => [.. _trials.Where(trial => trial.Variant == variant).Select(trial => trial.Repeat).Order()];

    /// <summary>The repeats of a variant that finished, so that they have a model.</summary>
    public IReadOnlyList<SavedModel> FinishedOf(string variant) => [.. RepeatsOf(variant).Select(repeat => Find(variant, repeat, [])).OfType<SavedModel>()];

    /// <summary>The model of a repeat.</summary>
    /// <param name="variant">A variant.</param>
    /// <param name="repeat">A repeat.</param>
    /// <param name="problems">Receives why there is none; unknown names are told with the known ones.</param>
    /// <returns>Null where there is none.</returns>
    public SavedModel? Find(string variant, int repeat, List<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        PlannedTrial? trial = _trials.FirstOrDefault(candidate => candidate.Variant == variant && candidate.Repeat == repeat);
        if (trial is null)
        {
            problems.Add(Variants.Contains(variant) ? UnknownRepeat(variant, repeat) : UnknownVariant(variant));
            return null;
        }

        string path = Directory.TrialResult(variant, repeat);
        if (!File.Exists(path))
        {
            problems.Add(Missing(trial, "a trial that did not finish", "Go on with \"resume\"."));
            return null;
        }

        if (Attempt(path, problems, () => ResultFiles.ReadTrial(path)) is not { } result)
        {
            return null;
        }

        if (result.State != TrialState.Finished)
        {
            problems.Add(Missing(trial, $"a trial that failed: {result.Failure}", OtherRepeats(trial)));
            return null;
        }

        string folder = Path.Combine(Directory.Trial(variant, repeat), "model");
        if (!System.IO.Directory.Exists(folder))
        {
            problems.Add(Missing(trial, "a trial whose folder has no model", "It was removed, or an older version wrote the run: run the scenario again."));
            return null;
        }

        return new SavedModel(variant, repeat, folder, StudyPlanner.OptionsOf(_study, trial), StudyPlanner.SeedsOf(_study, trial));
    }

    /// <summary>A run may come from somebody else: no native code is loaded from a place that it names, only from one of this machine.</summary>
    internal static StudyConfiguration OnThisMachine(StudyConfiguration study) => study with
    {
        Baseline = OnThisMachine(study.Baseline),
        Variants = [.. study.Variants.Select(variant => variant with { Options = OnThisMachine(variant.Options) })],
        Reserved = [.. study.Reserved.Select(variant => variant with { Options = OnThisMachine(variant.Options) })],
    };

    private static ScenarioOptions OnThisMachine(ScenarioOptions options) => options with { Training = options.Training with { TensorFlowLibrary = null } };

    /// <summary>The problem of a variant that the run has not.</summary>
    public Problem UnknownVariant(string variant) => new(
        "--variant",
        "a variant of this run: " + string.Join(", ", Variants),
        $"\"{variant}\"",
        NearestName.Suggestion(variant, Variants));

    private Problem UnknownRepeat(string variant, int repeat) => new(
        "--repeat",
        string.Create(CultureInfo.InvariantCulture, $"a repeat of {variant}: {string.Join(", ", RepeatsOf(variant))}"),
        repeat.ToString(CultureInfo.InvariantCulture));

    private Problem Missing(PlannedTrial trial, string received, string? remedy) => new(
        Directory.Trial(trial.Variant, trial.Repeat),
        string.Create(CultureInfo.InvariantCulture, $"the model of repeat {trial.Repeat} of {trial.Variant}"),
        received,
        remedy);

    private string? OtherRepeats(PlannedTrial failed)
    {
        int[] others =
        [
            .. RepeatsOf(failed.Variant).Where(repeat => repeat != failed.Repeat && System.IO.Directory.Exists(Path.Combine(Directory.Trial(failed.Variant, repeat), "model"))),
        ];
        return others.Length == 0 ? null : $"Name another repeat with --repeat: {string.Join(", ", others)}.";
    }

    /// <summary>Reads a file of limited length; what is wrong is added.</summary>
    private static T? Attempt<T>(string path, List<Problem> problems, Func<T> read)
        where T : class
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > LargestFile)
            {
                problems.Add(new Problem(path, FormattableString.Invariant($"a file of at most {LargestFile:N0} bytes"), FormattableString.Invariant($"{file.Length:N0}")));
                return null;
            }

            return read();
        }
        catch (ProblemException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }
    }

    /// <summary>A name in a stranger's plan leads nowhere but into its folder of trials.</summary>
    private static bool IsFolderName(string name) => name.Length > 0 && name is not ("." or "..") && Path.GetFileName(name) == name;
}
