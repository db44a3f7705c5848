using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The finished trials of one variant with their rows.</summary>
internal sealed class VariantScores
{
    private readonly Dictionary<(string Measurement, int Repeat), MeasurementScores> _scores = [];

    private VariantScores(string name, ScenarioOptions options, IReadOnlyList<TrialResult> trials)
    {
        Name = name;
        Options = options;
        Trials = trials;
        Finished = [.. trials.Where(trial => trial.State == TrialState.Finished)];
    }

    public string Name { get; }

    public ScenarioOptions Options { get; }

    /// <summary>All trials that ended, by repeat.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The finished ones.</summary>
    public IReadOnlyList<TrialResult> Finished { get; }

    /// <summary>Whether the configuration draws training and held-out sets anew in every repeat, and the repeats do differ.</summary>
    public bool SplitVaries { get; private set; }

    /// <summary>
    /// Whether what varies is a draw of new, generated samples: repeats are then independent, and nothing has to be corrected for training sets that overlap.
    /// </summary>
    public bool DrawsAreIndependent => Options.Data is SyntheticOptions or SyntheticImagesOptions && Options.Vary.Contains(RandomStream.Data);

    /// <summary>Whether training sets of different repeats overlap, so that repeats are not independent.</summary>
    public bool RepeatsOverlap => SplitVaries && !DrawsAreIndependent;

    /// <summary>Reads the rows of every finished trial, once.</summary>
    /// <exception cref="ProblemException">The rows of a trial are not those that its <c>trial.json</c> counts.</exception>
    public static VariantScores Read(
        string name,
        ScenarioOptions options,
        IEnumerable<TrialResult> trials,
        Func<string, int, IReadOnlyDictionary<string, TrialRows>> rows)
    {
        var variant = new VariantScores(name, options, [.. trials.Where(trial => trial.Variant == name).OrderBy(trial => trial.Repeat)]);
        foreach (TrialResult trial in variant.Finished)
        {
            variant.Add(trial, rows(name, trial.Repeat));
        }

        bool mayVary = options.Vary.Contains(RandomStream.Split) || options.Vary.Contains(RandomStream.Data) || options.Data.Split.Strategy == SplitStrategy.KFold;
        variant.SplitVaries = mayVary && !variant.HoldsSameSamples(MeasurementNames.TrainClean, variant.RepeatsWith(MeasurementNames.TrainClean));
        return variant;
    }

    /// <summary>The repeats whose trial has all these measurements.</summary>
    public IReadOnlyList<int> RepeatsWith(params ReadOnlySpan<string> measurements)
    {
        var repeats = new List<int>();
        foreach (TrialResult trial in Finished)
        {
            bool all = true;
            foreach (string measurement in measurements)
            {
                all &= _scores.ContainsKey((measurement, trial.Repeat));
            }

            if (all)
            {
                repeats.Add(trial.Repeat);
            }
        }

        return repeats;
    }

    public MeasurementScores Scores(string measurement, int repeat) => _scores[(measurement, repeat)];

    /// <summary>Whether a measurement is made on the same samples in all these repeats.</summary>
    public bool HoldsSameSamples(string measurement, IReadOnlyList<int> repeats) =>
        repeats.Select(repeat => Scores(measurement, repeat).Samples).Distinct().Count() < 2;

    /// <summary>Whether a measurement on training samples leaves some of them out, as an epoch with under-sampling does.</summary>
    public bool IsPartOfTraining(string measurement, IReadOnlyList<int> repeats)
    {
        IReadOnlyList<int> whole = RepeatsWith(MeasurementNames.TrainClean);
        return SignedMeasurement.SampleSetOf(measurement) == "train"
            && repeats.Any(repeat => whole.Contains(repeat) && Scores(MeasurementNames.TrainClean, repeat).Count != Scores(measurement, repeat).Count);
    }

    private void Add(TrialResult trial, IReadOnlyDictionary<string, TrialRows> rows)
    {
        foreach ((string measurement, MeasurementValues values) in trial.Measurements)
        {
            int count = rows.TryGetValue(measurement, out TrialRows? found) ? found.Rows.Count : 0;
            if (count != values.Rows)
            {
                throw ResultFileReading.Damaged(
                    FormattableString.Invariant($"predictions of variant {Name}, repeat {trial.Repeat}, measurement {measurement}"),
                    FormattableString.Invariant($"{values.Rows} rows, as trial.json says"),
                    FormattableString.Invariant($"{count}"));
            }

            _scores.Add((measurement, trial.Repeat), MeasurementScores.Of(found!, measurement is MeasurementNames.Test or MeasurementNames.Validation));
        }
    }
}
