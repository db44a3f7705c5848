using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>A line that a trial's process writes to its standard output for the coordinator.</summary>
internal sealed record TrialMessage
{
    /// <summary>The number of epochs that are planned, with <see cref="Epoch"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>An epoch that was finished.</summary>
    public EpochRecord? Epoch { get; init; }

    /// <summary>What the trial does now, with <see cref="Steps"/>: a sign of life.</summary>
    public string? Phase { get; init; }

    /// <summary>The batches that <see cref="Phase"/> has done.</summary>
    public long? Steps { get; init; }

    /// <summary>What a user should find in the log: that the training goes on from a checkpoint, or why it does not.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the trial has measurements; set in its last message.</summary>
    public bool? Finished { get; init; }

    /// <summary>Accuracy on clean training samples.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>Accuracy on test samples; on selection samples in a search, out of fold in a label audit.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Wall seconds of the trial.</summary>
    public double? Seconds { get; init; }

    /// <summary>Why the trial failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The kind of that failure: one of <see cref="FailureKinds"/>.</summary>
    public string? FailureKind { get; init; }

    /// <summary>Why the trial could not be run: what a user has to mend. The trial is run again when the study goes on.</summary>
    public IReadOnlyList<Problem>? Problems { get; init; }

    /// <summary>Where <see cref="Problems"/> were found.</summary>
    public ProblemStage Stage { get; init; }

    /// <summary>The last message of a trial.</summary>
    public static TrialMessage Of(TrialResult result) => new()
    {
        Finished = result.State == TrialState.Finished,
        TrainAccuracy = result.Measurements.GetValueOrDefault(MeasurementNames.TrainClean)?.Accuracy,
        TestAccuracy = (result.Measurements.GetValueOrDefault(MeasurementNames.Test)
            ?? result.Measurements.GetValueOrDefault(MeasurementNames.Selection)
            ?? result.Measurements.GetValueOrDefault(MeasurementNames.OutOfFold))?.Accuracy,
        Seconds = result.Seconds,
        Failure = result.Failure,
        FailureKind = result.FailureKind,
    };

    /// <summary>Writes the message as one line and flushes it.</summary>
    public static void Write(TextWriter writer, TrialMessage message)
    {
        writer.WriteLine(JsonSerializer.Serialize(message, StudyJson.Line));
        writer.Flush();
    }

    /// <summary>Reads a line; null for one that is no message (a native library's own output).</summary>
    public static TrialMessage? Read(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<TrialMessage>(line, StudyJson.Line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
