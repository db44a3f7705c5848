using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The properties of the images of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Rows">The rows that were measured, in ascending order.</param>
/// <param name="Values">(properties)(rows).</param>
internal sealed record MeasuredImages(SampleSet Set, int[] Rows, double[][] Values)
{
    /// <summary>
    /// So many images show a distance of 0.03 between two distributions, which is less than matters here, and bound the time on large sets.
    /// </summary>
    private const int MostImages = 10_000;

    /// <summary>Measures a set, on all cores.</summary>
    /// <param name="set">The set.</param>
    /// <param name="path">The preprocessing.</param>
    /// <param name="shape">The shape of an image.</param>
    /// <param name="cancellation">Checked between images.</param>
    public static MeasuredImages Of(SampleSet set, PreprocessingPath path, SampleShape shape, CancellationToken cancellation)
    {
        int[] rows = RowDraw.Ascending(set, MostImages);
        int properties = ImageProperties.Names(shape).Count;
        double[][] values = [.. Enumerable.Range(0, properties).Select(_ => new double[rows.Length])];
        Parallel.For(
            0,
            rows.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Luma: new float[shape.Width * shape.Height], Row: new double[properties]),
            (index, _, room) =>
            {
                SamplePicture picture = set.Picture(rows[index], path) ?? throw new NotSupportedException($"The {set.Name} set has no pictures.");
                ImageProperties.Measure(picture, room.Luma, room.Row);
                for (int property = 0; property < properties; property++)
                {
                    values[property][index] = room.Row[property];
                }

                return room;
            },
            _ => { });
        return new MeasuredImages(set, rows, values);
    }
}
