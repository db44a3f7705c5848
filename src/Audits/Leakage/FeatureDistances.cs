using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Cosine distances in the features of a network, and how far honest images of each class are from their nearest training image.</summary>
internal sealed class FeatureDistances
{
    private readonly AuditedSets _sets;
    private readonly IReadOnlyDictionary<string, FeatureMatrix> _features;
    private ClassQuantile? _usual;

    private FeatureDistances(AuditedSets sets, IReadOnlyDictionary<string, FeatureMatrix> features) => (_sets, _features) = (sets, features);

    /// <returns>Null where the model does not bring features for every row of every set.</returns>
    public static FeatureDistances? Of(ModelView? model, AuditedSets sets, int[] honest, NearestSamples[] ofHonest, int classes, double share)
    {
        if (model is null || !sets.Sets.All(set => model.Features.TryGetValue(set.Name, out FeatureMatrix? matrix) && matrix.Rows == set.Count))
        {
            return null;
        }

        FeatureDistances distances = new(sets, model.Features);
        distances._usual = new ClassQuantile(
            [.. honest.Select((row, index) => ofHonest[index].References is [int nearest, ..] ? distances.Between(row, nearest) : double.NaN)],
            [.. honest.Select(sets.Label)],
            classes,
            share);
        return distances;
    }

    /// <summary>Whether a row and a reference are farther apart than is usual for honest images of the row's class.</summary>
    public bool AreFar(int row, int reference) => Between(row, reference) > _usual![_sets.Label(row)];

    /// <summary>1 - cosine; 0 where a vector is zero, which says nothing.</summary>
    private double Between(int row, int reference)
    {
        ReadOnlySpan<float> one = Features(row);
        ReadOnlySpan<float> two = Features(reference);
        (double product, double first, double second) = (0, 0, 0);
        for (int index = 0; index < one.Length; index++)
        {
            product += one[index] * (double)two[index];
            first += one[index] * (double)one[index];
            second += two[index] * (double)two[index];
        }

        return first == 0 || second == 0 ? 0 : 1 - (product / Math.Sqrt(first * second));
    }

    private ReadOnlySpan<float> Features(int row)
    {
        (Pipelines.SampleSet set, int own) = _sets.At(row);
        return _features[set.Name].Row(own);
    }
}
