namespace MlPipelines.Pipelines;

/// <summary>The data of one trial, split and prepared; everything fitted was fitted on <see cref="Train"/> alone.</summary>
public abstract class PreparedData : IDisposable
{
    /// <summary>What the data are: counts, shape, columns, what looked odd.</summary>
    public abstract DatasetDescription Description { get; }

    /// <summary>The class names, in the order of their indexes (ordinal order of the names; for IDX the order of the numbers; for generated images that of the configuration).</summary>
    public IReadOnlyList<string> Classes => Description.Classes;

    /// <summary>The shape of a sample.</summary>
    public abstract SampleShape Shape { get; }

    /// <summary>The samples that weights are fitted to.</summary>
    public abstract SampleSet Train { get; }

    /// <summary>The samples that may be looked at during training, or null when nothing selects.</summary>
    public abstract SampleSet? Selection { get; }

    /// <summary>Held-out training samples, measured once at the end.</summary>
    public abstract SampleSet Validation { get; }

    /// <summary>The test samples, measured once at the end.</summary>
    public abstract SampleSet Test { get; }

    /// <summary>Whether <c>pipeline.test</c> makes the test path differ from the training path.</summary>
    public abstract bool PathsDiffer { get; }

    /// <summary>Whether <c>data.corrupt</c> changes test samples.</summary>
    public virtual bool TestIsCorrupted => false;

    /// <summary>The augmentation of training samples, or null when there is none.</summary>
    public abstract SampleAugmentation? Augmentation { get; }

    /// <summary>A training image as a network sees it in an epoch, before normalisation; as it is where nothing augments it. Null for a table.</summary>
    /// <param name="trainRow">A row of <see cref="Train"/>.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="occurrence">How often the sample came before in this epoch.</param>
    public virtual SamplePicture? AugmentedPicture(int trainRow, int epoch, int occurrence) => null;

    /// <summary>The cells of a table before anything was fitted or encoded; null for images.</summary>
    public virtual TableCells? Cells => null;

    /// <summary>Which source sample is in which set.</summary>
    public abstract SampleSplit Split { get; }

    /// <summary>Writes the fitted preprocessing beside a model, so that new samples can be prepared alike.</summary>
    /// <param name="folder">An existing folder.</param>
    public abstract void SavePreprocessing(string folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases memory-mapped files.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
