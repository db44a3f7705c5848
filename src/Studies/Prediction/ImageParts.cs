using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>A part of the images, decoded once for each way in which some model wants them.</summary>
internal sealed class ImageParts
{
    private const int MostImages = 256;

    /// <summary>The bytes of a part, 128 MiB. Four times what limits the batches of a network (<c>NetworkDescription.PredictionBatch</c>), and both are powers of two: a part is whole batches.</summary>
    private const int MostBytes = 1 << 27;

    private readonly IReadOnlyList<NewImages> _decoded;

    private ImageParts(IReadOnlyList<NewImages> decoded) => _decoded = decoded;

    /// <summary>What is wrong with images, in their order, each once.</summary>
    public IEnumerable<Problem> Problems => _decoded.SelectMany(images => images.Unreadable).OrderBy(entry => entry.Key).Select(entry => entry.Value).Distinct();

    /// <summary>The images of a part.</summary>
    public static int CountOf(IReadOnlyList<RunModel> models)
    {
        int largest = models.Max(model => model.Preprocessing.Shape.Size);
        int count = MostImages;
        while (count > 1 && (long)count * largest > MostBytes)
        {
            count /= 2;
        }

        return count;
    }

    /// <summary>Decodes a part.</summary>
    public static ImageParts Read(IReadOnlyList<NewImage> images, IReadOnlyList<RunModel> models, CancellationToken cancellation)
    {
        List<NewImages> decoded = [];
        foreach (FittedImages fitted in models.Select(model => (FittedImages)model.Preprocessing))
        {
            if (!decoded.Any(known => known.Serve(fitted)))
            {
                decoded.Add(NewImages.Read(images, fitted, cancellation));
            }
        }

        return new ImageParts(decoded);
    }

    /// <summary>The images as a model wants them.</summary>
    public NewImages Of(RunModel model) => _decoded.First(images => images.Serve((FittedImages)model.Preprocessing));
}
