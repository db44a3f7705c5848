using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>The predictions that training made along the way: for each row, those of its first presentation in the epoch.</summary>
internal sealed class RunningPredictions(int rows, int classes)
{
    private readonly float[] _probabilities = new float[checked(rows * classes)];
    private readonly bool[] _present = new bool[rows];

    /// <summary>Forgets the last epoch.</summary>
    public void Begin() => Array.Clear(_present);

    /// <summary>Takes in a batch; a row that came before in this epoch is left out.</summary>
    /// <param name="batch">The rows of the batch.</param>
    /// <param name="probabilities">(rows, classes); there may be more than the batch has rows.</param>
    public void Add(ReadOnlySpan<int> batch, ReadOnlySpan<float> probabilities)
    {
        for (int sample = 0; sample < batch.Length; sample++)
        {
            int row = batch[sample];
            if (!_present[row])
            {
                _present[row] = true;
                probabilities.Slice(sample * classes, classes).CopyTo(_probabilities.AsSpan(row * classes));
            }
        }
    }

    /// <summary>Writes the predictions, those of rows that were not presented included, so that the length follows from the data.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_present.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_probabilities.AsSpan()));
    }

    /// <summary>Takes up what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        byte[] present = new byte[_present.Length];
        reader.BaseStream.ReadExactly(present);
        for (int row = 0; row < present.Length; row++)
        {
            _present[row] = present[row] != 0;
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_probabilities.AsSpan()));
    }

    /// <summary>The rows that were presented, ascending, and their predictions.</summary>
    public TrainingPredictions Presented()
    {
        int[] presented = [.. Enumerable.Range(0, rows).Where(row => _present[row])];
        float[] probabilities = new float[presented.Length * classes];
        for (int index = 0; index < presented.Length; index++)
        {
            _probabilities.AsSpan(presented[index] * classes, classes).CopyTo(probabilities.AsSpan(index * classes));
        }

        return new TrainingPredictions(presented, probabilities);
    }
}
