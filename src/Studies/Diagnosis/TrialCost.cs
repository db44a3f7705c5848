using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Estimates what a trial will take from what the baseline's took. The work of a network is counted in passes of a sample: 3 for a step (forward, and backward at twice
/// that; Kaplan et al. 2020, section 2.1), 1 for a measurement after each epoch. What is not training (reading, measuring at the end) takes as long as it did.
/// </summary>
internal sealed class TrialCost
{
    private const double PassesOfStep = 3;

    /// <summary>Seconds per pass of a network where none was timed: about a millisecond per step of 32 samples, a small network's; chosen here.</summary>
    private const double UsualPass = 1e-5;

    /// <summary>What a logistic model takes where none was timed: passes of L-BFGS, and multiplications per second of one thread; chosen here, to be too high rather than too low.</summary>
    private const double LogisticPasses = 100;
    private const double LogisticSpeed = 1e9;

    private readonly ScenarioOptions _baseline;
    private readonly DatasetDescription _data;
    private readonly double _training;
    private readonly double _other;
    private readonly double _epochs;

    /// <summary>Takes the measure of the baseline's trials.</summary>
    /// <param name="baseline">Its options.</param>
    /// <param name="trials">Its trials; those that failed count by the epochs that they had.</param>
    /// <param name="data">Its data.</param>
    public TrialCost(ScenarioOptions baseline, IReadOnlyList<TrialResult> trials, DatasetDescription data)
    {
        (_baseline, _data) = (baseline, data);
        TrialResult[] timed = [.. trials.Where(trial => trial.State == TrialState.Finished)];
        bool isFinished = timed.Length > 0;
        timed = isFinished ? timed : [.. trials.Where(trial => trial.Epochs > 0)];
        _epochs = timed.Length == 0 ? baseline.Training.Epochs : timed.Average(trial => (double?)trial.Epochs) ?? baseline.Training.Epochs;
        _training = timed.Length == 0 ? 0 : timed.Average(trial => isFinished ? trial.TrainingSeconds : trial.Seconds);
        _other = isFinished ? Math.Max(0, timed.Average(trial => trial.Seconds - trial.TrainingSeconds)) : 0;
    }

    /// <summary>The seconds of one trial.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="work">How many times the work per sample is the baseline's.</param>
    public double Seconds(ScenarioOptions options, double work = 1) => _other + Training(options, RowsOf(options), work);

    /// <summary>The seconds of one of the folds of a label audit: a training on all but one of them.</summary>
    public double SecondsOfFold(int folds)
    {
        double all = Count("train") + Count("selection") + Count("validation");
        return _other + Training(_baseline, all * (folds - 1) / folds, 1);
    }

    /// <summary>The seconds of a range test.</summary>
    public double SecondsOfRangeTest(int steps) => _other + (steps * _baseline.Training.BatchSize * PassesOfStep * SecondsPerPass());

    private double Training(ScenarioOptions options, double rows, double work)
    {
        if (options.Model.Learner() is LogisticRegressionOptions)
        {
            return _baseline.Model.Learner() is LogisticRegressionOptions && _training > 0
                ? _training * rows / RowsOf(_baseline)
                : LogisticPasses * rows * _data.Shape.Size * _data.Classes.Count * 2 * PassesOfStep / LogisticSpeed;
        }

        bool endsAlike = options.Training.Epochs == _baseline.Training.Epochs && options.Training.EarlyStopping == _baseline.Training.EarlyStopping;
        return SecondsPerPass() * work * Passes(options, rows, endsAlike ? _epochs : options.Training.Epochs);
    }

    private double SecondsPerPass() => _baseline.Model.Learner() is LogisticRegressionOptions || _training <= 0
        ? UsualPass
        : _training / Passes(_baseline, RowsOf(_baseline), _epochs);

    private double Passes(ScenarioOptions options, double rows, double epochs)
    {
        double heldOut = Count("selection") > 0 ? Count("selection") : Count("validation");
        return Math.Max(1, epochs * ((PassesOfStep * rows) + Math.Min(options.Training.CleanTrainingSample, rows) + heldOut));
    }

    /// <summary>The samples of an epoch: over-sampling makes every class as large as the largest.</summary>
    private double RowsOf(ScenarioOptions options)
    {
        double[] counts = [.. _data.Counts["train"].Where(count => count > 0).Select(count => (double)count)];
        double own = _baseline.Data.TrainSize ?? counts.Sum();
        double share = Math.Min(1, (options.Data.TrainSize ?? own) / Math.Max(1, counts.Sum()));
        return share * options.Training.Sampling switch
        {
            SamplingMode.Oversample => counts.Length * counts.Max(),
            SamplingMode.Undersample => counts.Length * counts.Min(),
            _ => counts.Sum(),
        };
    }

    private int Count(string set) => _data.Counts.TryGetValue(set, out IReadOnlyList<int>? counts) ? counts.Sum() : 0;
}
