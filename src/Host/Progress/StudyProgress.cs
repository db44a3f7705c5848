using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>How far a study has come, as its events tell it. Not safe for several threads: whoever owns it takes turns.</summary>
internal sealed class StudyProgress
{
    private readonly List<TrialProgress> _trials = [];

    /// <summary>The samples decoded so far and in all; null before and after decoding.</summary>
    public (int Done, int Total)? Decoding { get; private set; }

    /// <summary>The run's folder, once planned.</summary>
    public string? RunFolder { get; private set; }

    /// <summary>The scenario, once planned.</summary>
    public string? Scenario { get; private set; }

    /// <summary>Trials side by side.</summary>
    public int Workers { get; private set; } = 1;

    /// <summary>The trials that an earlier run finished.</summary>
    public int FinishedBefore { get; private set; }

    /// <summary>The trials in the order of the plan.</summary>
    public IReadOnlyList<TrialProgress> Trials => _trials;

    /// <summary>The trials that need no more work, those of an earlier run included.</summary>
    public int Over => FinishedBefore + _trials.Count(trial => trial.IsOver);

    /// <summary>Whether all trials ended and statistics are being computed.</summary>
    public bool IsConcluding { get; private set; }

    /// <summary>What the round of a diagnosis measures, in words; null before the first one, and where nothing is measured.</summary>
    public string? Round { get; private set; }

    /// <summary>Takes an event into account.</summary>
    public void Apply(StudyEvent happened)
    {
        switch (happened)
        {
            case DataDecoding decoding:
                Decoding = (decoding.Done, decoding.Total);
                break;
            case DataReady:
                Decoding = null;
                break;
            case StudyPlanned planned:
                Plan(planned);
                break;
            case DiagnosisRound round:
                Round = round.What.Length == 0 ? null : round.What;
                break;
            case TrialsAdded added:
                IsConcluding = false;
                _trials.AddRange(added.Trials.Select(trial => new TrialProgress(trial)));
                break;
            case TrialStarted started:
                Update(started.Trial, trial => trial with { Stage = TrialStage.Running, Started = started.Time });
                break;
            case EpochFinished epoch:
                Update(epoch.Trial, trial => trial with { Epochs = epoch.Epochs, LastEpoch = epoch.Epoch, LastEpochTime = epoch.Time });
                break;
            case TrialFinished finished:
                Update(finished.Trial, trial => trial with
                {
                    Stage = TrialStage.Finished,
                    Ended = finished.Time,
                    TrainAccuracy = finished.TrainAccuracy,
                    TestAccuracy = finished.TestAccuracy,
                });
                break;
            case TrialFailed failed:
                Update(failed.Trial, trial => trial with { Stage = TrialStage.Failed, Ended = failed.Time });
                break;
            case Concluding:
                IsConcluding = true;
                break;
        }
    }

    private void Plan(StudyPlanned planned)
    {
        Decoding = null;
        (RunFolder, Scenario, Workers, FinishedBefore) = (planned.RunFolder, planned.Scenario, planned.Workers, planned.Finished);
        _trials.Clear();
        _trials.AddRange(planned.Trials.Select(trial => new TrialProgress(trial)));
    }

    private void Update(PlannedTrial trial, Func<TrialProgress, TrialProgress> change)
    {
        // An index is a place in the plan; looking for it would make a study of many trials slow by their square.
        int position = trial.Index < _trials.Count && _trials[trial.Index].Trial.Index == trial.Index
            ? trial.Index
            : _trials.FindIndex(known => known.Trial.Index == trial.Index);
        if (position < 0)
        {
            // A later round of planning adds trials.
            _trials.Add(new TrialProgress(trial));
            position = _trials.Count - 1;
        }

        _trials[position] = change(_trials[position]);
    }
}
