using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The finished trials of one variant. What their rows come to is kept; the rows themselves are, as long as <see cref="HeldRows"/> lets them.</summary>
internal sealed class VariantScores
{
    private readonly Dictionary<(string Measurement, int Repeat), MeasurementFacts> _facts = [];
    private readonly Func<string, int, IEnumerable<KeyValuePair<string, TrialRows>>> _rows;
    private readonly HeldRows? _held;
    private Dictionary<(string Measurement, int Repeat), MeasurementScores>? _scores;

    private VariantScores(
        string name,
        ScenarioOptions options,
        IReadOnlyList<TrialResult> trials,
        Func<string, int, IEnumerable<KeyValuePair<string, TrialRows>>> rows,
        HeldRows? held)
    {
        Name = name;
        Options = options;
        Trials = trials;
        Finished = [.. trials.Where(trial => trial.State == TrialState.Finished)];
        (_rows, _held) = (rows, held);
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

    /// <summary>What the rows in memory take; 0 when there are none.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Reads the rows of every finished trial.</summary>
    /// <param name="name">The variant.</param>
    /// <param name="options">Its options.</param>
    /// <param name="trials">Trials that ended, of this and other variants.</param>
    /// <param name="rows">Reads a trial's rows: (variant, repeat) → measurement → rows.</param>
    /// <param name="held">Lets go of the rows when they are too many; null when nothing does.</param>
    /// <exception cref="ProblemException">The rows of a trial are not those that its <c>trial.json</c> counts.</exception>
    public static VariantScores Read(
        string name,
        ScenarioOptions options,
        IEnumerable<TrialResult> trials,
        Func<string, int, IEnumerable<KeyValuePair<string, TrialRows>>> rows,
        HeldRows? held = null)
    {
        var variant = new VariantScores(name, options, [.. trials.Where(trial => trial.Variant == name).OrderBy(trial => trial.Repeat)], rows, held);
        variant.ReadRows();
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
                all &= _facts.ContainsKey((measurement, trial.Repeat));
            }

            if (all)
            {
                repeats.Add(trial.Repeat);
            }
        }

        return repeats;
    }

    /// <summary>The rows of a measurement; they are read again where they were let go.</summary>
    public MeasurementScores Scores(string measurement, int repeat) => (_scores ?? ReadRows())[(measurement, repeat)];

    /// <summary>What is known of a measurement without its rows.</summary>
    public MeasurementFacts Facts(string measurement, int repeat) => _facts[(measurement, repeat)];

    /// <summary>Whether a measurement is made on the same samples in all these repeats.</summary>
    public bool HoldsSameSamples(string measurement, IReadOnlyList<int> repeats) =>
        repeats.Select(repeat => Facts(measurement, repeat).Samples).Distinct().Count() < 2;

    /// <summary>Whether a measurement on training samples leaves some of them out, as an epoch with under-sampling does.</summary>
    public bool IsPartOfTraining(string measurement, IReadOnlyList<int> repeats)
    {
        IReadOnlyList<int> whole = RepeatsWith(MeasurementNames.TrainClean);
        return SignedMeasurement.SampleSetOf(measurement) == "train"
            && repeats.Any(repeat => whole.Contains(repeat) && Facts(MeasurementNames.TrainClean, repeat).Count != Facts(measurement, repeat).Count);
    }

    /// <summary>Forgets the rows until they are asked for.</summary>
    public void LetGo() => (_scores, HeldBytes) = (null, 0);

    private Dictionary<(string Measurement, int Repeat), MeasurementScores> ReadRows()
    {
        Dictionary<(string, int), MeasurementScores> scores = [];
        Dictionary<ulong, MeasurementScores> samples = [];
        foreach (TrialResult trial in Finished)
        {
            Dictionary<string, int> counts = [];
            foreach ((string measurement, TrialRows rows) in _rows(Name, trial.Repeat))
            {
                if (trial.Measurements.ContainsKey(measurement))
                {
                    counts[measurement] = rows.Rows.Count;
                    Add(measurement, trial.Repeat, MeasurementScores.Of(rows, measurement is MeasurementNames.Test or MeasurementNames.Validation));
                }
            }

            RequireCounts(trial, counts);
        }

        _scores = scores;
        _held?.Add(this);
        return scores;

        void Add(string measurement, int repeat, MeasurementScores read)
        {
            if (samples.TryGetValue(read.Samples, out MeasurementScores? known))
            {
                read = read.SharingSamples(known);
            }
            else
            {
                samples.Add(read.Samples, read);
                HeldBytes += 8L * read.Count;
            }

            HeldBytes += read.PredictionBytes;
            scores.Add((measurement, repeat), read);
            _facts[(measurement, repeat)] = new MeasurementFacts(read.Samples, read.Count, read.RightCount());
        }
    }

    private void RequireCounts(TrialResult trial, Dictionary<string, int> counts)
    {
        foreach ((string measurement, MeasurementValues values) in trial.Measurements)
        {
            if (counts.GetValueOrDefault(measurement) != values.Rows)
            {
                throw ResultFileReading.Damaged(
                    FormattableString.Invariant($"predictions of variant {Name}, repeat {trial.Repeat}, measurement {measurement}"),
                    FormattableString.Invariant($"{values.Rows} rows, as trial.json says"),
                    FormattableString.Invariant($"{counts.GetValueOrDefault(measurement)}"));
            }
        }
    }
}

/// <summary>What a measurement of a trial comes to without its rows.</summary>
/// <param name="Samples">The digest of <see cref="MeasurementScores.Samples"/>.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Right">The number of rows whose class was predicted.</param>
internal readonly record struct MeasurementFacts(ulong Samples, int Count, int Right);
