using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// Finds an image's neighbours in two steps: the 16 nearest spectra among all references, ordered by their aligned distance. Honest and test images take the same steps, so what the first step
/// misses it misses for both.
/// </summary>
internal sealed class PictureNeighbours
{
    private const int Candidates = 16;
    private readonly SmallPictures _pictures;
    private readonly PictureSpectra _spectra;
    private readonly SpectrumSearch _search;

    /// <param name="sets">References first.</param>
    /// <param name="references">The number of references.</param>
    /// <param name="shape">The shape of an image.</param>
    /// <param name="cancellation">Checked image by image.</param>
    public PictureNeighbours(IReadOnlyList<SampleSet> sets, int references, SampleShape shape, CancellationToken cancellation)
    {
        _pictures = SmallPictures.Of(sets, shape, cancellation);
        _spectra = PictureSpectra.Of(_pictures, cancellation);
        _search = new SpectrumSearch(_spectra, 0, references);
    }

    /// <summary>The neighbours of images, on all cores.</summary>
    /// <param name="rows">Rows over all sets.</param>
    /// <param name="isLeftOut">Whether a reference does not count for a row: itself, and what has the same content.</param>
    /// <param name="cancellation">Checked image by image.</param>
    public NearestSamples[] Of(IReadOnlyList<int> rows, Func<int, int, bool>? isLeftOut, CancellationToken cancellation)
    {
        NearestSamples[] nearest = new NearestSamples[rows.Count];
        Parallel.For(
            0,
            rows.Count,
            new ParallelOptions { CancellationToken = cancellation },
            () => new AlignedDistance(_pictures),
            (index, _, distance) =>
            {
                int row = rows[index];
                int[] candidates = _search.Nearest(_spectra.Row(row), Candidates, isLeftOut is null ? null : reference => isLeftOut(row, reference));
                double[] distances = new double[candidates.Length];
                distance.Take(_pictures.Row(row));
                for (int candidate = 0; candidate < candidates.Length; candidate++)
                {
                    distances[candidate] = distance.To(_pictures.Row(candidates[candidate]));
                }

                Array.Sort(distances, candidates);
                nearest[index] = new NearestSamples(candidates, distances);
                return distance;
            },
            _ => { });
        return nearest;
    }
}
