using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Counts the sizes of images, to say which there are when they had to be equal. Safe to use from several threads at once.</summary>
internal sealed class SizeTally(ImageTarget target)
{
    private const int Shown = 10;
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Width, int Height), (int Count, int First)> _sizes = [];

    /// <summary>Counts an image.</summary>
    public void Add(int index, int width, int height)
    {
        lock (_lock)
        {
            (int count, int first) = _sizes.GetValueOrDefault((width, height), (0, index));
            _sizes[(width, height)] = (count + 1, Math.Min(first, index));
        }
    }

    /// <summary>Ends with a problem that lists the sizes when an image has one that the target does not accept.</summary>
    public void ThrowIfDifferent(ImageListing listing)
    {
        if (_sizes.Keys.All(size => target.Accepts(size.Width, size.Height)))
        {
            return;
        }

        IEnumerable<string> shown = _sizes
            .OrderByDescending(entry => entry.Value.Count)
            .ThenBy(entry => entry.Value.First)
            .Take(Shown)
            .Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Key.Width} x {entry.Key.Height} ({entry.Value.Count} images, the first is {listing.Ids[entry.Value.First]})"));
        string more = _sizes.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $", and {_sizes.Count - Shown} more sizes") : "";
        string width = target.WidthMustMatch ? target.Width.ToString(CultureInfo.InvariantCulture) : "any width";
        string height = target.HeightMustMatch ? target.Height.ToString(CultureInfo.InvariantCulture) : "any height";
        throw new ProblemException(ProblemStage.Data, new Problem(
            listing.Where,
            $"images of one size ({width} x {height}), because pipeline.width or pipeline.height is not set",
            string.Join(", ", shown) + more,
            "Set pipeline.width and pipeline.height."));
    }
}
