using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>MNIST-style pairs of IDX files: grey images and their labels.</summary>
internal static class IdxSource
{
    /// <summary>Lists a pair of files.</summary>
    /// <param name="images">The images, absolute.</param>
    /// <param name="labels">The labels, absolute.</param>
    /// <param name="member">The beginning of the configuration's names: <c>data.train</c>.</param>
    /// <param name="classNames">The names of the labels 0, 1, 2, ..., or null.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImageListing? Read(
        string images,
        string labels,
        string member,
        IReadOnlyList<string>? classNames,
        List<Problem> problems)
    {
        IdxFile? imageFile = IdxFile.Open(images, member + "Images", 3, problems);
        IdxFile? labelFile = IdxFile.Open(labels, member + "Labels", 1, problems);
        if (imageFile is null || labelFile is null)
        {
            return null;
        }

        if (imageFile.Sizes[0] != labelFile.Sizes[0])
        {
            problems.Add(new Problem(
                $"{member}Labels ({labels})",
                string.Create(CultureInfo.InvariantCulture, $"{imageFile.Sizes[0]} labels, one for each image of {images}"),
                labelFile.Sizes[0].ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        byte[] values = [.. labelFile.Items().Select(item => item[0])];
        return HasNames(values, classNames, $"{member}Labels ({labels})", problems) ? Listing(imageFile, labelFile, values, classNames) : null;
    }

    private static bool HasNames(byte[] values, IReadOnlyList<string>? classNames, string where, List<Problem> problems)
    {
        if (classNames is null)
        {
            return true;
        }

        SampleProblems outside = new(where, "labels without a name", "Name every label in data.classNames.");
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] >= classNames.Count)
            {
                outside.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{where} item {index}"),
                    string.Create(CultureInfo.InvariantCulture, $"a label in 0..{classNames.Count - 1}, because data.classNames has {classNames.Count} names"),
                    values[index].ToString(CultureInfo.InvariantCulture));
            }
        }

        problems.AddRange(outside.ToProblems());
        return outside.Count == 0;
    }

    private static ImageListing Listing(IdxFile images, IdxFile labels, byte[] values, IReadOnlyList<string>? classNames)
    {
        string Name(byte value) => classNames is null ? value.ToString(CultureInfo.InvariantCulture) : classNames[value];
        return new ImageListing
        {
            Where = images.FilePath,
            Ids = [.. Enumerable.Range(0, values.Length).Select(index => index.ToString(CultureInfo.InvariantCulture))],
            Labels = [.. values.Select(Name)],
            Classes = classNames ?? [.. values.Distinct().Order().Select(Name)],
            ClassWord = "label",
            Content = new IdxContent(images, labels),
        };
    }
}

/// <summary>The images of an IDX file.</summary>
internal sealed class IdxContent(IdxFile images, IdxFile labels) : ImageContentSource
{
    /// <inheritdoc/>
    public override int Count => images.Sizes[0];

    /// <inheritdoc/>
    public override string Fingerprint(FileHashIndex hashes, CancellationToken cancellation) =>
        FileHashIndex.Combine(["idx", .. hashes.HashAll([images.FilePath, labels.FilePath], cancellation)]);

    /// <inheritdoc/>
    public override IEnumerable<ImageSourceRow> Rows() =>
        images.Items().Select((pixels, index) => new ImageSourceRow { Index = index, Raw = pixels, RawWidth = images.Sizes[2] });

    /// <inheritdoc/>
    public override (int Width, int Height)? FirstSize() => (images.Sizes[2], images.Sizes[1]);
}
