using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>The features of a set of images, computed when they are first asked for.</summary>
/// <param name="images">The images.</param>
/// <param name="backbone">What computes features.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="shape">The shape of a prepared image.</param>
/// <param name="cancellation">Checked for every image.</param>
internal sealed class FeatureSamples(SampleSet images, Backbone backbone, FeatureStore store, SampleShape shape, CancellationToken cancellation) : SampleSet
{
    private readonly Dictionary<PreprocessingPath, float[]> _features = [];
    private readonly Lock _computing = new();

    /// <inheritdoc/>
    public override string Name => images.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels => images.Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<int>? OriginalLabels => images.OriginalLabels;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => images.Ids;

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes => images.SourceIndexes;

    /// <inheritdoc/>
    public override IReadOnlyList<ulong>? ContentHashes => images.ContentHashes;

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        float[] features = Of(path);
        for (int index = 0; index < rows.Length; index++)
        {
            features.AsSpan(rows[index] * backbone.Width, backbone.Width).CopyTo(destination[(index * backbone.Width)..]);
        }
    }

    /// <summary>The features of all rows on a path: (rows, features).</summary>
    private float[] Of(PreprocessingPath path)
    {
        lock (_computing)
        {
            if (!_features.TryGetValue(path, out float[]? features))
            {
                features = Compute(path);
                _features.Add(path, features);
            }

            return features;
        }
    }

    private float[] Compute(PreprocessingPath path)
    {
        float[] features = new float[checked(images.Count * backbone.Width)];
        UInt128[] keys = new UInt128[images.Count];
        float[] image = new float[shape.Size];
        List<int> missing = [];
        for (int row = 0; row < images.Count; row++)
        {
            images.CopySamples([row], path, image);
            keys[row] = FeatureStore.KeyOf(image);
            if (store.Find(keys[row]) is { } known)
            {
                known.CopyTo(features, row * backbone.Width);
            }
            else
            {
                missing.Add(row);
            }
        }

        if (missing.Count > 0)
        {
            backbone.Run(images, path, missing, (position, values) =>
            {
                values.CopyTo(features.AsSpan(missing[position] * backbone.Width));
                store.Add(keys[missing[position]], values);
            }, cancellation);
            store.Save();
        }

        return features;
    }
}
