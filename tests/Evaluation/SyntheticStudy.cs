using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Evaluation;

/// <summary>
/// A finished study that nothing trained: a baseline and variants with trials, rows and histories whose accuracies are planted. Right and wrong
/// follow a latent sum of a row's difficulty, a seed's luck and their interaction, so that every variance part is there.
/// </summary>
internal sealed record SyntheticStudy
{
    private static readonly string[] s_clothes =
        ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    public int Repeats { get; init; } = 5;

    public int Classes { get; init; } = 10;

    public int TrainRows { get; init; } = 600;

    public int ValidationRows { get; init; } = 300;

    public int TestRows { get; init; } = 500;

    public int Seed { get; init; } = 1;

    /// <summary>How the configuration says that the test path differs.</summary>
    public TestPathOptions? TestPath { get; init; }

    /// <summary>Standard deviations of seed and interaction in the latent sum; a row's difficulty has 1.</summary>
    public double SeedSpread { get; init; } = 0.05;

    public double InteractionSpread { get; init; } = 0.5;

    /// <summary>Whether all repeats of a variant are copies of one.</summary>
    public bool Deterministic { get; init; }

    /// <summary>k-fold: every repeat holds out rows of its own.</summary>
    public bool KFold { get; init; }

    /// <summary>The share of training rows that an epoch presents.</summary>
    public double PresentedShare { get; init; } = 1;

    /// <summary>The label of a row; evenly over the classes unless told otherwise.</summary>
    public Func<int, int>? LabelOf { get; init; }

    /// <summary>The claim that the scenario makes.</summary>
    public ClaimOptions? Claim { get; init; }

    public IReadOnlyList<SyntheticVariant> Variants { get; init; } =
    [
        new("baseline", TrainClean: 0.99, Validation: 0.88, Test: 0.87),
        new("dropout", TrainClean: 0.96, Validation: 0.90, Test: 0.89) { Patch = """{ "model": { "dropout": 0.5 } }""" },
        new("noAugmentation", TrainClean: 0.995, Validation: 0.86, Test: 0.85, Augmented: false) { Patch = """{ "pipeline": { "augment": null } }""" },
    ];

    /// <summary>(variant, repeat) of trials that fail.</summary>
    public IReadOnlyList<(string Variant, int Repeat)> Failed { get; init; } = [];

    public IReadOnlyList<string> ClassNames => [.. s_clothes.Take(Classes)];

    /// <summary>Concludes the study: 3 variants, 10 classes, 5 repeats unless told otherwise.</summary>
    public StudyResult Conclude() => StudyConclusion.Conclude(Configuration(), Provenance(), Dataset(), new StudyEvidence { Trials = Trials(), Rows = Rows });

    /// <summary>Writes a whole run directory: result, and trial, history and predictions of every trial.</summary>
    public void Write(RunDirectory directory)
    {
        foreach (TrialResult trial in Trials())
        {
            Directory.CreateDirectory(directory.Trial(trial.Variant, trial.Repeat));
            ResultFiles.WriteTrial(directory.TrialResult(trial.Variant, trial.Repeat), trial);
            ResultFiles.WriteHistory(directory.History(trial.Variant, trial.Repeat), History(trial.Variant, trial.Repeat));
            if (trial.State == TrialState.Finished)
            {
                ResultFiles.WritePredictions(directory.Predictions(trial.Variant, trial.Repeat), Rows(trial.Variant, trial.Repeat));
            }
        }

        ResultFiles.WriteResult(directory.Result, Conclude());
    }

    public StudyConfiguration Configuration()
    {
        ScenarioOptions baseline = new()
        {
            Description = "Clothes on 28 x 28 pixels, planted accuracies",
            Data = new ImageFolderOptions
            {
                Train = "clothes",
                Split = new SplitOptions { Strategy = KFold ? SplitStrategy.KFold : SplitStrategy.Stratified, Folds = Repeats },
            },
            Pipeline = new PipelineOptions { Test = TestPath },
            Model = new CnnOptions(),
            Repeats = Repeats,
            Seed = Seed,
            Claim = Claim,
        };
        return new StudyConfiguration
        {
            Scenario = "synthetic",
            Baseline = baseline,
            Variants = [.. Variants.Skip(1).Select(variant => new VariantConfiguration(variant.Name, variant.PatchObject(), baseline))],
            ConfigurationFile = "/projects/clothes/mlconfig.json",
        };
    }

    public StudyProvenance Provenance() => new()
    {
        Version = "0.1.0",
        Started = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        Finished = new DateTimeOffset(2026, 11, 23, 10, 2, 0, TimeSpan.Zero),
        Command = "mlpipelines run synthetic",
        OperatingSystem = "Debian GNU/Linux 12",
        Runtime = ".NET 10.0.0",
        Engine = "torch 2.10.0 (TorchSharp 0.107.0)",
        Processors = 2,
        Threads = 1,
        Workers = 2,
        Seed = Seed,
        Configuration = new JsonObject { ["model"] = new JsonObject { ["type"] = "cnn" }, ["repeats"] = Repeats },
    };

    public DatasetResult Dataset() => new()
    {
        Kind = "imageFolder",
        Fingerprint = new string('a', 64),
        Classes = ClassNames,
        Shape = "28 x 28 x 1",
        Counts = new Dictionary<string, IReadOnlyList<int>>
        {
            ["train"] = Counts(TrainRows),
            ["validation"] = Counts(ValidationRows),
            ["test"] = Counts(TestRows),
        },
        Notes = ["Planted data: nothing was trained."],
    };

    public IReadOnlyList<TrialResult> Trials() =>
        [.. Variants.SelectMany(variant => Enumerable.Range(0, Repeats).Select(repeat => Trial(variant, repeat)))];

    public IReadOnlyDictionary<string, TrialRows> Rows(string variant, int repeat)
    {
        SyntheticVariant planted = Variants.Single(candidate => candidate.Name == variant);
        return planted.Measurements().ToDictionary(pair => pair.Name, pair => Rows(planted, pair.Name, pair.Accuracy, repeat));
    }

    public IReadOnlyList<EpochRow> History(string variant, int repeat)
    {
        SyntheticVariant planted = Variants.Single(candidate => candidate.Name == variant);
        var random = new CounterRandom(Seed, repeat, RandomStream.Order);
        var epochs = new List<EpochRow>();
        for (int epoch = 1; epoch <= 8; epoch++)
        {
            double learned = 1 - Math.Exp(-0.7 * epoch) + (0.01 * random.NextNormal());
            double overfit = 0.02 * Math.Max(0, epoch - 4);
            epochs.Add(new EpochRow(
                epoch,
                2.3 - (2.1 * learned),
                0.1 + ((planted.TrainClean - 0.15) * learned),
                2.3 - (2.25 * learned),
                0.1 + ((planted.TrainClean - 0.1) * learned),
                "validation",
                2.3 - (1.9 * learned) + overfit,
                0.1 + ((planted.Validation - 0.1) * learned),
                0.001,
                1.5 - learned,
                2.5));
        }

        return epochs;
    }

    private TrialResult Trial(SyntheticVariant variant, int repeat)
    {
        var started = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).AddSeconds(5 * repeat);
        if (Failed.Contains((variant.Name, repeat)))
        {
            return new TrialResult
            {
                Variant = variant.Name,
                Repeat = repeat,
                State = TrialState.Failed,
                FailureKind = "numericFailure",
                Failure = "epoch 2, step 7: the loss is not a finite number",
                Started = started,
            };
        }

        return new TrialResult
        {
            Variant = variant.Name,
            Repeat = repeat,
            State = TrialState.Finished,
            Measurements = Rows(variant.Name, repeat).ToDictionary(pair => pair.Key, pair => Measure(pair.Value)),
            Epochs = 8,
            KeptEpoch = 5,
            ParameterCount = 105_866,
            WeightsDigest = new string('b', 64),
            Started = started,
            Seconds = 20.25,
            TrainingSeconds = 18.5,
            PeakMemoryBytes = 400_000_000,
        };
    }

    private MeasurementValues Measure(TrialRows rows)
    {
        int[] natural = new int[Classes];
        for (int row = 0; row < TrainRows; row++)
        {
            natural[row % Classes]++;
        }

        bool partial = rows.Probabilities!.Length < TrainRows * Classes && rows.Ids[0].StartsWith("train", StringComparison.Ordinal);
        return ClassificationMetrics.Measure(rows.Labels, rows.Probabilities, Classes, partial ? natural : null);
    }

    private TrialRows Rows(SyntheticVariant variant, string measurement, double accuracy, int repeat)
    {
        string set = measurement == MeasurementNames.Test ? "test" : measurement.StartsWith("validation", StringComparison.Ordinal) ? "validation" : "train";
        int count = set switch { "test" => TestRows, "validation" => ValidationRows, _ => TrainRows };
        int seeds = Deterministic ? 0 : repeat;
        double spread = Math.Sqrt(1 + (SeedSpread * SeedSpread) + (InteractionSpread * InteractionSpread));
        double limit = spread * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, accuracy);
        double luck = SeedSpread * new CounterRandom(Seed, seeds, RandomStream.Init, 7).NextNormal();
        bool presented = measurement is MeasurementNames.Running or MeasurementNames.TrainAugmented;
        var rows = new RowsUnderConstruction(Classes);
        for (int row = 0; row < count; row++)
        {
            // The same difficulty for every variant and measurement of a set; what seeds do to single rows differs between variants and sets.
            int source = KFold ? row + (repeat * count) : row;
            var ofRow = new CounterRandom(Seed, 0, RandomStream.Split, set.Length, source);
            double difficulty = ofRow.NextNormal();
            var ofCell = new CounterRandom(Seed, seeds, RandomStream.Augment, set.Length + (100 * variant.Name.Length), source);
            double latent = difficulty + luck + (InteractionSpread * ofCell.NextNormal());
            if (presented && new CounterRandom(Seed, seeds, RandomStream.Sampling, 3, source).NextDouble() >= PresentedShare)
            {
                continue;
            }

            rows.Add(row, string.Create(CultureInfo.InvariantCulture, $"{set}/{source:00000}.png"), LabelOf?.Invoke(row) ?? row % Classes, latent < limit, ofCell.NextFloat());
        }

        return rows.Finish();
    }

    private int[] Counts(int rows) => [.. Enumerable.Range(0, Classes).Select(index => (rows - index + Classes - 1) / Classes)];
}

/// <summary>The accuracies that a variant is given.</summary>
internal sealed record SyntheticVariant(string Name, double TrainClean, double Validation, double Test, bool Augmented = true)
{
    public string? Patch { get; init; }

    /// <summary>Accuracy of validation samples through the training path; that of the test path unless skew is planted.</summary>
    public double? ValidationClean { get; init; }

    public JsonObject PatchObject() => Patch is null ? [] : JsonNode.Parse(Patch)!.AsObject();

    public IEnumerable<(string Name, double Accuracy)> Measurements()
    {
        yield return (MeasurementNames.Running, TrainClean - (Augmented ? 0.08 : 0.02));
        if (Augmented)
        {
            yield return (MeasurementNames.TrainAugmented, TrainClean - 0.05);
        }

        yield return (MeasurementNames.TrainClean, TrainClean);
        yield return (MeasurementNames.ValidationClean, ValidationClean ?? Validation);
        yield return (MeasurementNames.Validation, Validation);
        yield return (MeasurementNames.Test, Test);
    }
}

/// <summary>Collects rows with probabilities that fit whether they are right.</summary>
internal sealed class RowsUnderConstruction(int classes)
{
    private readonly List<int> _rows = [];
    private readonly List<string> _ids = [];
    private readonly List<int> _labels = [];
    private readonly List<int> _predicted = [];
    private readonly List<float> _true = [];
    private readonly List<float> _confidences = [];
    private readonly List<float> _probabilities = [];

    public void Add(int row, string id, int label, bool right, float sureness)
    {
        int predicted = right ? label : (label + 1 + (row % (classes - 1))) % classes;
        predicted = predicted == label && !right ? (label + 1) % classes : predicted;
        float confidence = 0.55f + (0.44f * sureness);
        for (int index = 0; index < classes; index++)
        {
            _probabilities.Add(index == predicted ? confidence : (1 - confidence) / (classes - 1));
        }

        _rows.Add(row);
        _ids.Add(id);
        _labels.Add(label);
        _predicted.Add(predicted);
        _confidences.Add(confidence);
        _true.Add(right ? confidence : (1 - confidence) / (classes - 1));
    }

    public TrialRows Finish() => new(_rows, _ids, _labels, _predicted, _true, _confidences, [.. _probabilities]);
}
