using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Where the training of a trial keeps its state, so that it goes on after an interruption where it stood and ends with the same bits. Networks keep one; logistic models are trained anew, which takes seconds.
/// For one training.
/// </summary>
public sealed class TrainingCheckpoints
{
    /// <summary>A checkpoint is written when this many times what the last one cost has gone by: at most 1% of the time.</summary>
    private const double CostFactor = 100;

    /// <summary>Bytes a second that the first checkpoint, whose cost nobody knows yet, is expected to take; a slow disk, flushing included.</summary>
    private const double ExpectedSpeed = 100e6;

    private double _interval;
    private long _last;
    private long _begun;

    /// <summary>The file, absolute; its folder exists.</summary>
    public required string File { get; init; }

    /// <summary>All that the training depends on: effective configuration, data, seeds, versions. A checkpoint with another key is never used.</summary>
    public required string Key { get; init; }

    /// <summary>Tells the time, for intervals and the seconds that were trained.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The least time between two checkpoints: what an interruption costs at most, where a checkpoint costs little.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Receives what a user should know, a sentence each: that training goes on from a checkpoint, or why one was not used.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>Receives the epochs that were trained before an interruption.</summary>
    public Action<IReadOnlyList<EpochRecord>> Restored { get; init; } = _ => { };

    /// <summary>Seconds of training before the interruption that count because their steps are not trained again; 0 where training began anew.</summary>
    public double RestoredSeconds { get; private set; }

    /// <summary>The checkpoints that were written.</summary>
    public int Written { get; private set; }

    /// <summary>Seconds that they took.</summary>
    public double WrittenSeconds { get; private set; }

    /// <summary>Takes up the last checkpoint.</summary>
    /// <param name="state">The state before the first step, with a network in its first weights; made again where a checkpoint proves unusable only after a part of it was taken in.</param>
    /// <returns>The state to go on from.</returns>
    internal (TrainingState State, INeuralNetwork Network) Restore(Func<(TrainingState State, INeuralNetwork Network)> state)
    {
        (TrainingState State, INeuralNetwork Network) begun = state();
        try
        {
            if (CheckpointFile.Read(File, Key, reader => begun.State.Read(reader, begun.Network)) is { } seconds)
            {
                RestoredSeconds = seconds;
                Restored(begun.State.History);
                Note(FormattableString.Invariant($"goes on from its checkpoint in epoch {begun.State.Epoch + 1} at step {(begun.State.Totals?.Steps ?? 0) + 1}; {seconds:0.0} s of training are kept"));
            }
        }
        catch (InvalidDataException exception)
        {
            Note($"its checkpoint is not used ({exception.Message}); training begins anew");
            begun.Network.Dispose();
            begun = state();
        }

        _begun = _last = Clock.GetTimestamp();
        _interval = Math.Max(Interval.TotalSeconds, CostFactor * SizeOf(begun.Network) / ExpectedSpeed);
        return begun;
    }

    /// <summary>Writes a checkpoint if it is time for one.</summary>
    internal void WriteIfDue(TrainingState state, INeuralNetwork network)
    {
        if (Clock.GetElapsedTime(_last).TotalSeconds >= _interval)
        {
            Write(state, network);
        }
    }

    /// <summary>Writes a checkpoint of a training that was cancelled. That it cannot be written hides no cancellation: the last one stays.</summary>
    internal void WriteBeforeEnding(TrainingState state, INeuralNetwork network)
    {
        try
        {
            Write(state, network);
        }
        catch (ProblemException exception)
        {
            Note($"its last steps are lost, because its checkpoint cannot be written: {exception.Message}");
        }
    }

    /// <exception cref="ProblemException">The disk is full or the place cannot be written; the last checkpoint stays.</exception>
    private void Write(TrainingState state, INeuralNetwork network)
    {
        long before = Clock.GetTimestamp();
        CheckpointFile.Write(File, Key, RestoredSeconds + Clock.GetElapsedTime(_begun).TotalSeconds, writer => state.Write(writer, network));
        _last = Clock.GetTimestamp();
        double seconds = Clock.GetElapsedTime(before, _last).TotalSeconds;
        _interval = Math.Max(Interval.TotalSeconds, CostFactor * seconds);
        WrittenSeconds += seconds;
        Written++;
    }

    /// <summary>About as many bytes as weights and optimiser state have.</summary>
    private static long SizeOf(INeuralNetwork network) =>
        sizeof(float) * (network.GetWeights().Arrays.Sum(array => (long)array.Values.Length) + network.GetOptimizerState().Arrays.Sum(array => (long)array.Values.Length));
}
