using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>What whoever uses an exported file has to give it, in words; the file carries them as its metadata <c>input</c>.</summary>
internal static class OnnxInputText
{
    /// <summary>Describes the input.</summary>
    /// <param name="fitted">The preprocessing that the file does itself.</param>
    /// <param name="channels">Images: the channels of decoded pixels.</param>
    public static string Describe(FittedPreprocessing fitted, int channels) => fitted switch
    {
        FittedImages images => OfImages(images, channels),
        FittedTable table => OfTable(table),
        _ => throw new ArgumentException($"unknown preprocessing {fitted.GetType().Name}", nameof(fitted)),
    };

    private static string OfImages(FittedImages fitted, int channels)
    {
        string pixels = channels == 3
            ? "red, green, blue, 0..255, upright (EXIF orientation applied), transparent parts on black, colour profiles ignored"
            : "grey, 0..255";
        string size = (fitted.WidthMustMatch, fitted.HeightMustMatch) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"exactly {fitted.Width} x {fitted.Height} pixels"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"any height, {fitted.Width} pixels wide"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"any width, {fitted.Height} pixels high"),
            _ => "any size",
        };
        string resize = fitted is { WidthMustMatch: true, HeightMustMatch: true } ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; resized to {fitted.Width} x {fitted.Height} inside ({WordOf(fitted.Test.Resize)})");
        return $"decoded pixels, (batch, height, width, channels): {pixels}; {size}, the same for all images of a batch{resize}; normalised inside";
    }

    private static string OfTable(FittedTable fitted)
    {
        string[] missing = [.. fitted.MissingValues.Where(text => text.Length > 0).Select(text => $"\"{text}\"")];
        return "a column each, (batch, 1): numbers in 64 bits, NaN where missing; texts without white space around them, empty"
            + (missing.Length > 0 ? $" or {string.Join(", ", missing)}" : "")
            + " where missing; replaced, encoded and scaled inside";
    }

    private static string WordOf(ResizeMode mode) => mode switch
    {
        ResizeMode.Stretch => "stretch",
        ResizeMode.Crop => "crop",
        ResizeMode.Pad => "pad",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
