using System.Globalization;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// Copies among images. The same content is told by its hash. A near copy stands out from what is alike by nature: its ratio of distances (<see cref="CopyLimits"/>) is below what 1 in 5,000 honest
/// images of its class reach, its distance is among the smallest tenth of theirs, and where there is a model the two are nearer in its features than half of the honest pairs are.
/// </summary>
/// <remarks>
/// Measured without a model by <c>bench leakage</c>: of 10,000 test images of Fashion-MNIST as published 1 is called a near copy, against 10,200 training images. Of 1,000 planted copies
/// of each kind it finds:
/// JPEG, quality 90 100.0%, JPEG, quality 70 99.2%, JPEG, quality 50 83.2%, resized to 3/4 and back 3.2%, resized to 1/2 and back 0.1%, shifted by 1 pixel 87.6%, shifted by 1
/// pixel both ways 61.7%, brightness x 0.9 100.0%, brightness x 1.1 98.5%, brightness + 25 of 255 97.4%, noise, deviation 5 of 255 98.1%, noise, deviation 15 of 255 20.8%, JPEG
/// 70, shifted and darker 81.4%.
/// Rescaled and very noisy copies are mostly missed: the price of one false alarm in 10,000.
/// </remarks>
internal static class ImageCopies
{
    /// <summary>Enough for a 2% quantile of ten classes to rest on ten images each.</summary>
    private const int MostHonest = 2500;

    private const double DistanceShare = 0.1;
    private const double FeatureShare = 0.5;

    /// <summary>Searches.</summary>
    /// <param name="data">Images.</param>
    /// <param name="model">What the model sees, or null.</param>
    /// <param name="cancellation">Checked image by image.</param>
    public static CopyFindings Find(PreparedData data, ModelView? model, CancellationToken cancellation)
    {
        AuditedSets sets = new(data);
        int[] labels = sets.All(set => set.Labels);
        ulong[] hashes = sets.All(set => set.ContentHashes ?? throw new NotSupportedException($"The {set.Name} set has no content hashes."));
        PictureNeighbours neighbours = new(sets.Sets, sets.References, data.Shape, cancellation);

        int[] honest = sets.Honest(MostHonest);
        NearestSamples[] ofHonest = neighbours.Of(honest, (row, reference) => row == reference || hashes[row] == hashes[reference], cancellation);
        CopyLimits limits = CopyLimits.Of([.. ofHonest.Select(nearest => nearest.Ratio)], [.. honest.Select(row => labels[row])], data.Classes.Count);
        ClassQuantile distances = new([.. ofHonest.Select(nearest => nearest.Distances.FirstOrDefault())], [.. honest.Select(row => labels[row])], data.Classes.Count, DistanceShare);
        FeatureDistances? features = FeatureDistances.Of(model, sets, honest, ofHonest, data.Classes.Count, FeatureShare);

        bool IsCopy(int row, NearestSamples nearest, int index) =>
            nearest.RatioOf(index) < limits[labels[row]]
            && nearest.Distances[index] < distances[labels[row]]
            && features?.AreFar(row, nearest.References[index]) != true;

        NearestSamples[] ofTest = neighbours.Of([.. Enumerable.Range(sets.TestStart, sets.Test.Count)], null, cancellation);
        ILookup<ulong, int> references = Enumerable.Range(0, sets.References).ToLookup(row => hashes[row]);
        List<CopyPair> pairs = [];
        HashSet<int> copies = [];
        for (int row = 0; row < ofTest.Length; row++)
        {
            NearestSamples nearest = ofTest[row];
            int[] exact = [.. references[hashes[sets.TestStart + row]]];
            int[] near = [.. Enumerable.Range(0, nearest.References.Length).Where(index => IsCopy(sets.TestStart + row, nearest, index))];
            copies.UnionWith(exact);
            copies.UnionWith(near.Select(index => nearest.References[index]));
            if (exact.Length > 0)
            {
                pairs.Add(new CopyPair(row, SameLabelFirst(exact, labels, labels[sets.TestStart + row]), IsExact: true, 0));
            }
            else if (near.Length > 0)
            {
                pairs.Add(new CopyPair(row, nearest.References[near[0]], IsExact: false, nearest.Distances[near[0]]));
            }
        }

        int validation = honest.Count(row => row >= sets.ValidationStart);
        int alike = Enumerable.Range(0, validation).Count(index => ofHonest[index].Distances.Length > 0 && IsCopy(honest[index], ofHonest[index], 0));
        return new CopyFindings(pairs, copies, Method(limits, honest.Length, features is not null, validation, alike));
    }

    private static int SameLabelFirst(int[] rows, int[] labels, int label) => rows.OrderBy(row => labels[row] != label).ThenBy(row => row).First();

    private static string Method(CopyLimits limits, int honest, bool withFeatures, int validation, int alike)
    {
        (double least, double greatest) = limits.Range;
        string features = withFeatures ? " and are not farther apart in the network's features than usual" : "";
        return greatest == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Images with the same content only: {honest:N0} validation and training images are too few, or too often copies of each other, to calibrate near copies.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Near copies are nearer to a training image, in ratio to their eighth nearest, than 1 in {1 / CopyLimits.Rate:N0} honest images of their class (limits {least:F2} to {greatest:F2} by class, from {honest:N0} validation and training images){features}. By the same rule {alike:N0} of {validation:N0} validation images are near copies.");
    }
}
