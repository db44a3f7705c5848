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

    /// <summary>Measures. Where the two paths are the same, their measurements are the same numbers and computed once.</summary>
    public static TrialMeasurements Of(TrainingOutcome outcome, PreparedData data, CancellationToken cancellation)
    {
        TrialMeasurements measured = new(data.Classes.Count);
        measured.AddTraining(MeasurementNames.Running, outcome.Running, data);
        measured.AddTraining(MeasurementNames.TrainAugmented, outcome.TrainAugmented, data);
        measured.Add(MeasurementNames.TrainClean, data.Train, Predict(data.Train, PreprocessingPath.Training), keepAll: false);
        float[] clean = Predict(data.Validation, PreprocessingPath.Training);
        measured.Add(MeasurementNames.ValidationClean, data.Validation, clean, keepAll: false);
        measured.Add(
            MeasurementNames.Validation, data.Validation, data.PathsDiffer ? Predict(data.Validation, PreprocessingPath.Test) : clean, keepAll: true);
        measured.Add(MeasurementNames.Test, data.Test, Predict(data.Test, PreprocessingPath.Test), keepAll: true);
        if (data.PathsDiffer)
        {
            measured.Add(MeasurementNames.TrainAsTest, data.Train, Predict(data.Train, PreprocessingPath.Test), keepAll: false);
        }

        measured.AddTraining(MeasurementNames.TrainMode, outcome.TrainMode, data);
        return measured;

        float[] Predict(SampleSet samples, PreprocessingPath path) => outcome.Model.Predict(samples, path, cancellation);
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
        rows ??= [.. Enumerable.Range(0, samples.Count)];
        int[] labels = [.. rows.Select(row => samples.Labels[row])];
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
            rows, [.. rows.Select(row => samples.Ids[row])], labels, predicted, truth, confidence, keepAll ? probabilities : null);
        _values[name] = ClassificationMetrics.Measure(labels, probabilities, _classes, natural);
    }
}
