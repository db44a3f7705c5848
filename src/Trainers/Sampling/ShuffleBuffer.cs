using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// The shuffling of data pipelines that cannot hold everything, as tf.data's <c>shuffle(buffer_size)</c> does it: the buffer takes the first rows; again and
/// again one of its rows, drawn uniformly, goes out and the next of the source takes its place; when the source has ended the buffer empties in the same way.
/// A buffer of one row changes nothing, one that holds all rows gives a uniformly random order.
/// </summary>
internal static class ShuffleBuffer
{
    /// <summary>The rows in the order in which they leave the buffer.</summary>
    /// <param name="rows">The rows as the source lists them.</param>
    /// <param name="size">The number of rows that the buffer holds.</param>
    /// <param name="draws">The draws of the epoch, of the stream <c>order</c>.</param>
    public static int[] Reorder(ReadOnlySpan<int> rows, int size, ref CounterRandom draws)
    {
        int[] buffer = rows[..Math.Min(size, rows.Length)].ToArray();
        int[] result = new int[rows.Length];
        (int next, int held) = (buffer.Length, buffer.Length);
        for (int index = 0; index < result.Length; index++)
        {
            int drawn = draws.NextInt(held);
            result[index] = buffer[drawn];
            buffer[drawn] = next < rows.Length ? rows[next++] : buffer[--held];
        }

        return result;
    }
}
