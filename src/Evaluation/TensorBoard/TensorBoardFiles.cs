using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Writes TensorBoard's event files of a run: <c>tensorboard/VARIANT/TRIAL/events.out.tfevents.*</c>, a run of TensorBoard for each trial with epochs. They are made from the
/// trial's own files, so they can be written as well while a study runs as years later, and are the same each time.
/// </summary>
public static class TensorBoardFiles
{
    /// <summary>Writes the events of every finished trial of a run: repeats, candidates of a search, folds.</summary>
    /// <returns>The number of trials that have epochs.</returns>
    /// <exception cref="ProblemException">A trial's files are damaged, or the events cannot be written.</exception>
    public static int WriteAll(RunDirectory directory)
    {
        string trials = Path.Combine(directory.Root, "trials");
        int written = 0;
        string[] variants = Directory.Exists(trials) ? Directory.GetDirectories(trials) : [];
        foreach (string variant in variants.Order(StringComparer.Ordinal))
        {
            foreach (string trial in Directory.EnumerateDirectories(variant).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal))
            {
                written += Write(directory, Path.GetFileName(variant), Path.GetFileName(trial)) ? 1 : 0;
            }
        }

        return written;
    }

    /// <summary>Writes the events of one finished trial; false for one without epochs, which leaves nothing to show.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="name">The trial's name: the repeat, or <c>search-3</c>, <c>fold-0</c>.</param>
    /// <exception cref="ProblemException">The trial's files are damaged, or the events cannot be written.</exception>
    public static bool Write(RunDirectory directory, string variant, string name)
    {
        string folder = directory.Trial(variant, name);
        string history = Path.Combine(folder, "history.csv");
        string result = directory.TrialResult(variant, name);
        if (!File.Exists(history) || !File.Exists(result))
        {
            return false;
        }

        TrialResult trial = ResultFiles.ReadTrial(result);
        string gradients = Path.Combine(folder, "gradients.csv");
        IReadOnlyList<EpochRow> epochs = ResultFiles.ReadHistory(history);
        ILookup<int, GradientRow> norms = (File.Exists(gradients) ? ResultFiles.ReadGradients(gradients) : []).ToLookup(row => row.Epoch);
        string target = Path.Combine(directory.TensorBoard, variant, name);
        string file = Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{trial.Started.ToUnixTimeSeconds():0000000000}.mlpipelines"));
        Storage.Write(() => Directory.CreateDirectory(target), target);
        Storage.WriteFile(file, stream => Write(new EventFile(stream), trial, epochs, norms));
        return true;
    }

    private static void Write(EventFile events, TrialResult trial, IReadOnlyList<EpochRow> epochs, ILookup<int, GradientRow> norms)
    {
        DateTimeOffset time = trial.Started;
        events.Begin(time);
        foreach (EpochRow epoch in epochs)
        {
            time += TimeSpan.FromSeconds(double.IsFinite(epoch.Seconds) ? epoch.Seconds : 0);
            Add(time, epoch.Epoch, [.. OfEpoch(epoch), .. norms[epoch.Epoch].Select(row => ($"gradientNorm/{row.Layer}", row.Norm))]);
        }

        Add(time, epochs.Count, [.. trial.Measurements.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => OfMeasurement(entry.Key, entry.Value))]);

        void Add(DateTimeOffset at, long step, (string Tag, double Value)[] scalars)
        {
            (string, double)[] finite = [.. scalars.Where(scalar => double.IsFinite(scalar.Value))];
            if (finite.Length > 0)
            {
                events.Add(at, step, finite);
            }
        }
    }

    private static IEnumerable<(string Tag, double Value)> OfEpoch(EpochRow epoch) =>
    [
        ("loss/running", epoch.RunningLoss),
        ("loss/train", epoch.TrainLoss),
        ($"loss/{epoch.HeldOutSet}", epoch.HeldOutLoss),
        ("accuracy/running", epoch.RunningAccuracy),
        ("accuracy/train", epoch.TrainAccuracy),
        ($"accuracy/{epoch.HeldOutSet}", epoch.HeldOutAccuracy),
        ("learningRate", epoch.LearningRate),
        ("gradientNorm/all", epoch.GradientNorm),
    ];

    /// <summary>What was measured once, after training; it stands at the last epoch.</summary>
    private static IEnumerable<(string Tag, double Value)> OfMeasurement(string name, MeasurementValues values) =>
    [
        ($"final/{name}/accuracy", values.Accuracy),
        ($"final/{name}/balancedAccuracy", values.BalancedAccuracy),
        ($"final/{name}/macroF1", values.MacroF1),
        ($"final/{name}/logLoss", values.LogLoss),
    ];
}
