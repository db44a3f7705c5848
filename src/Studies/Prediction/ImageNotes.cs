using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Counts what the preprocessing changes about new images beside their values: size and colour.</summary>
internal sealed class ImageNotes(FittedImages fitted)
{
    private int _all;
    private int _resized;
    private int _colored;

    /// <summary>Counts images.</summary>
    public void Add(NewImages images)
    {
        NewImageSize[] readable = [.. images.Originals.Where((_, index) => !images.Unreadable.ContainsKey(index))];
        _all += readable.Length;
        _resized += readable.Count(image => image.Width != fitted.Width || image.Height != fitted.Height);
        _colored += readable.Count(image => image.IsColored);
    }

    /// <summary>What a user should know.</summary>
    public IEnumerable<string> ToNotes()
    {
        if (_resized > 0)
        {
            string mode = fitted.Test.Resize switch
            {
                ResizeMode.Crop => "scaled to cover and cropped",
                ResizeMode.Pad => "scaled to fit and padded with black",
                _ => "stretched",
            };
            yield return FormattableString.Invariant($"{_resized} of {_all} images are not {fitted.Width} x {fitted.Height} pixels, as the model sees them, and were {mode}");
        }

        if (fitted.Channels == 1 && _colored > 0)
        {
            yield return FormattableString.Invariant($"{_colored} of {_all} images are coloured and the model was trained on grey ones: it sees their luma");
        }

        if (fitted.Channels == 3 && _all > _colored)
        {
            yield return FormattableString.Invariant($"{_all - _colored} of {_all} images are grey and the model was trained on coloured ones: red, green and blue are equal");
        }
    }
}
