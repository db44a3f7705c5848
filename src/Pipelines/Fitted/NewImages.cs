using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>An image to predict.</summary>
/// <param name="Name">What a user calls it.</param>
/// <param name="Path">The file.</param>
public sealed record NewImage(string Name, string Path);

/// <summary>
/// New images, decoded and resized once for every model whose preprocessing asks for the same; those that cannot be read are black and named in <see cref="Unreadable"/>.
/// </summary>
public sealed class NewImages
{
    private readonly ImageTarget _training;
    private readonly ImageTarget _test;
    private readonly byte[] _trainingPixels;
    private readonly byte[] _testPixels;

    private NewImages(IReadOnlyList<NewImage> images, FittedImages fitted)
    {
        Images = images;
        (_training, _test) = (fitted.Target(PreprocessingPath.Training), fitted.Target(PreprocessingPath.Test));
        _testPixels = new byte[checked(images.Count * fitted.Shape.Size)];
        _trainingPixels = _training == _test ? _testPixels : new byte[_testPixels.Length];
        Originals = new NewImageSize[images.Count];
    }

    /// <summary>The images.</summary>
    public IReadOnlyList<NewImage> Images { get; }

    /// <summary>What each image was before it was resized.</summary>
    public IReadOnlyList<NewImageSize> Originals { get; }

    /// <summary>The images that cannot be used: index and what is wrong.</summary>
    public IReadOnlyDictionary<int, Problem> Unreadable { get; private set; } = new Dictionary<int, Problem>();

    /// <summary>Decodes on all cores.</summary>
    /// <param name="images">The images; as many as fit into memory at the size that the model sees.</param>
    /// <param name="fitted">What is asked for.</param>
    /// <param name="cancellation">Checked for every image.</param>
    public static NewImages Read(IReadOnlyList<NewImage> images, FittedImages fitted, CancellationToken cancellation)
    {
        NewImages read = new(images, fitted);
        Problem?[] problems = new Problem?[images.Count];
        using ImageDecoder decoder = new();

        // A workspace keeps plans for one target.
        using ThreadLocal<(ResizeWorkspace Training, ResizeWorkspace Test)> workspaces = new(() => (new ResizeWorkspace(), new ResizeWorkspace()));
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellation }, index =>
            problems[index] = read.Decode(index, fitted.Channels, decoder, workspaces.Value));
        read.Unreadable = problems.Index().Where(entry => entry.Item is not null).ToDictionary(entry => entry.Index, entry => entry.Item!);
        return read;
    }

    /// <summary>Whether a preprocessing asks for the same pixels, so that these serve it too.</summary>
    public bool Serve(FittedImages fitted)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        return fitted.Target(PreprocessingPath.Training) == _training && fitted.Target(PreprocessingPath.Test) == _test;
    }

    /// <summary>The images as samples of a model.</summary>
    /// <param name="fitted">The model's preprocessing; <see cref="Serve"/> must be true of it.</param>
    public SampleSet Prepare(FittedImages fitted) => Serve(fitted)
        ? new FittedImageSet(this, fitted)
        : throw new ArgumentException("The images were decoded for another preprocessing.", nameof(fitted));

    /// <summary>The pixels of an image, (height, width, channels) 0..255 in the order of the image.</summary>
    internal ReadOnlySpan<byte> Pixels(int index, PreprocessingPath path, int size) =>
        (path == PreprocessingPath.Training ? _trainingPixels : _testPixels).AsSpan(index * size, size);

    private Problem? Decode(int index, int channels, ImageDecoder decoder, (ResizeWorkspace Training, ResizeWorkspace Test) workspaces)
    {
        int size = _test.Width * _test.Height * channels;
        if (Decode(index, _test, channels, decoder, workspaces.Test, _testPixels.AsSpan(index * size, size)) is { } problem)
        {
            return problem;
        }

        return _training == _test ? null : Decode(index, _training, channels, decoder, workspaces.Training, _trainingPixels.AsSpan(index * size, size));
    }

    private Problem? Decode(int index, ImageTarget target, int channels, ImageDecoder decoder, ResizeWorkspace workspace, Span<byte> pixels)
    {
        DecodedImage image = decoder.Decode(Images[index].Path, target);
        if (image.Reason is { } reason)
        {
            return new Problem(Images[index].Name, "a readable image", reason);
        }

        if (!target.Accepts(image.SourceWidth, image.SourceHeight))
        {
            string width = target.WidthMustMatch ? FormattableString.Invariant($"{target.Width}") : "any width";
            string height = target.HeightMustMatch ? FormattableString.Invariant($"{target.Height}") : "any height";
            return new Problem(
                Images[index].Name,
                $"an image of the size of the training images ({width} x {height}), because the scenario sets no pipeline.width or pipeline.height",
                FormattableString.Invariant($"{image.SourceWidth} x {image.SourceHeight}"),
                "Resize it as the training images were, or train with pipeline.width and pipeline.height.");
        }

        workspace.Resize(image, target, channels, pixels);
        ((NewImageSize[])Originals)[index] = new NewImageSize(
            image.SourceWidth, image.SourceHeight, image.Channels == 4 && !PixelColors.IsGrey(image.Pixels.Span), image.ContentHash);
        return null;
    }
}

/// <summary>An image before it was prepared.</summary>
/// <param name="Width">Its own width.</param>
/// <param name="Height">Its own height.</param>
/// <param name="IsColored">Whether red, green and blue differ anywhere.</param>
/// <param name="ContentHash">Equal for equal images.</param>
public readonly record struct NewImageSize(int Width, int Height, bool IsColored, ulong ContentHash);
