using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Remembers the best epoch on the selection set and says when waiting for a better one has taken too long.</summary>
internal sealed class EarlyStopping(EarlyStoppingOptions options)
{
    private double _best = double.PositiveInfinity;
    private int _waited;

    /// <summary>Whether training should end.</summary>
    public bool IsExhausted => _waited >= options.Patience;

    /// <summary>Takes in an epoch's measurement on the selection set.</summary>
    /// <returns>Whether it is the best so far, by more than the smallest change that counts.</returns>
    public bool Improves(double selectionLoss, double selectionAccuracy)
    {
        double value = options.Metric == SelectionMetric.LogLoss ? selectionLoss : -selectionAccuracy;
        if (value < _best - options.MinimumDelta)
        {
            (_best, _waited) = (value, 0);
            return true;
        }

        _waited++;
        return false;
    }

    /// <summary>Writes what it remembers.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_best);
        writer.Write(_waited);
    }

    /// <summary>Remembers what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader) => (_best, _waited) = (reader.ReadDouble(), reader.ReadInt32());
}
