using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// Everything that is measured on the kept weights of a trial. Test and validation samples are read here for the first and only time;
/// nothing of training sees them (apart from the per-epoch curve on validation, which chooses nothing).
/// </summary>
internal sealed class TrialMeasurements
{
    private readonly int _classes;
    private readonly Dictionary<string, TrialRows> _rows = [];
    private readonly Dictionary<string, MeasurementValues> _values = [];

    private TrialMeasurements(int classes) => _classes = classes;

    /// <summary>Measurement → rows.</summary>
    public IReadOnlyDictionary<string, TrialRows> Rows => _rows;

    /// <summary>Measurement → metrics.</summary>
    public IReadOnlyDictionary<string, MeasurementValues> Values => _values;

    /// <summary>Measures a repeat. Where the two paths are the same, their measurements are the same numbers and computed once.</summary>
    public static TrialMeasurements Of(TrainingOutcome outcome, PreparedData data, CancellationToken cancellation)
    {
        TrialMeasurements measured = new(data.Classes.Count);
        measured.AddTraining(MeasurementNames.Running, outcome.Running, data);
        measured.AddTraining(MeasurementNames.TrainAugmented, outcome.TrainAugmented, data);
        measured.AddClean(outcome.Model, data, cancellation);
        measured.AddTraining(MeasurementNames.TrainMode, outcome.TrainMode, data);
        return measured;
    }

    /// <summary>Measures weights that another trial trained: what that training left is the same, what the model predicts is computed.</summary>
    public static TrialMeasurements Of(ITrainedModel model, SharedWeights shared, PreparedData data, CancellationToken cancellation)
    {
        TrialMeasurements measured = new(data.Classes.Count);
        IReadOnlyDictionary<string, TrialRows> rows = shared.Rows();
        measured.Copy(MeasurementNames.Running, shared, rows);
        measured.Copy(MeasurementNames.TrainAugmented, shared, rows);
        measured.AddClean(model, data, cancellation);
        measured.Copy(MeasurementNames.TrainMode, shared, rows);
        return measured;
    }

    /// <summary>Measures a candidate of a search: selection samples only.</summary>
    public static TrialMeasurements OfSelection(ITrainedModel model, PreparedData data, CancellationToken cancellation) =>
        OfOne(MeasurementNames.Selection, data.Selection!, PreprocessingPath.Training, model, data, cancellation);

    /// <summary>Predicts the samples of a fold, which stand where validation samples usually do.</summary>
    public static TrialMeasurements OfFold(ITrainedModel model, PreparedData data, CancellationToken cancellation) =>
        OfOne(MeasurementNames.OutOfFold, data.Validation, PreprocessingPath.Training, model, data, cancellation);

    /// <summary>Measures test samples only.</summary>
    public static TrialMeasurements OfTest(ITrainedModel model, PreparedData data, CancellationToken cancellation) =>
        OfOne(MeasurementNames.Test, data.Test, PreprocessingPath.Deployment, model, data, cancellation);

    private static TrialMeasurements OfOne(
        string name, SampleSet samples, PreprocessingPath path, ITrainedModel model, PreparedData data, CancellationToken cancellation)
    {
        TrialMeasurements measured = new(data.Classes.Count);
        measured.Add(name, samples, model.Predict(samples, path, cancellation), keepAll: true);
        return measured;
    }

    private void AddClean(ITrainedModel model, PreparedData data, CancellationToken cancellation)
    {
        Add(MeasurementNames.TrainClean, data.Train, Predict(data.Train, PreprocessingPath.Training), keepAll: false);
        float[] clean = Predict(data.Validation, PreprocessingPath.Training);
        Add(MeasurementNames.ValidationClean, data.Validation, clean, keepAll: false);
        Add(MeasurementNames.Validation, data.Validation, data.PathsDiffer ? Predict(data.Validation, PreprocessingPath.Test) : clean, keepAll: true);
        Add(MeasurementNames.Test, data.Test, Predict(data.Test, PreprocessingPath.Deployment), keepAll: true);
        if (data.PathsDiffer || data.TestIsCorrupted)
        {
            Add(MeasurementNames.TrainAsTest, data.Train, Predict(data.Train, PreprocessingPath.Deployment), keepAll: false);
        }

        float[] Predict(SampleSet samples, PreprocessingPath path) => model.Predict(samples, path, cancellation);
    }

    private void Copy(string name, SharedWeights shared, IReadOnlyDictionary<string, TrialRows> rows)
    {
        if (rows.TryGetValue(name, out TrialRows? known))
        {
            _rows[name] = known;
            _values[name] = shared.Result.Measurements[name];
        }
    }

    private void AddTraining(string name, TrainingPredictions? predictions, PreparedData data)
    {
        if (predictions is null)
        {
            return;
        }

        // Under-sampling presents a part of the rows; the classes then count as often as they occur.
        int[] natural = new int[_classes];
        foreach (int label in data.Train.Labels)
        {
            natural[label]++;
        }

        Add(name, data.Train, predictions.Probabilities, keepAll: false, predictions.Rows, natural);
    }

    private void Add(
        string name,
        SampleSet samples,
        float[] probabilities,
        bool keepAll,
        IReadOnlyList<int>? rows = null,
        IReadOnlyList<int>? natural = null)
    {
        // All rows take the samples' own names and labels: those of a table of millions of rows are made when they are asked for.
        IReadOnlyList<string> ids = rows is null ? samples.Ids : [.. rows.Select(row => samples.Ids[row])];
        IReadOnlyList<int> labels = rows is null ? samples.Labels : [.. rows.Select(row => samples.Labels[row])];
        rows ??= new IndexRange(samples.Count);
        int[] predicted = new int[rows.Count];
        float[] truth = new float[rows.Count];
        float[] confidence = new float[rows.Count];
        for (int index = 0; index < rows.Count; index++)
        {
            ReadOnlySpan<float> row = probabilities.AsSpan(index * _classes, _classes);
            predicted[index] = ClassificationMetrics.PredictedClass(row);
            truth[index] = row[labels[index]];
            confidence[index] = row[predicted[index]];
        }

        _rows[name] = new TrialRows(
            rows, ids, labels, predicted, truth, confidence, keepAll ? probabilities : null);
        _values[name] = ClassificationMetrics.Measure(labels, probabilities, _classes, natural);
    }
}
