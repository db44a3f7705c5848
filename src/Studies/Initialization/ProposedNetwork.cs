using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>A convolutional network for images of a size, and how many multiplications it takes.</summary>
/// <param name="Filters">The filters of its convolutions, 3x3, each followed by a pooling of 2x2.</param>
/// <param name="Preset">The preset that it is; null for none.</param>
/// <param name="Map">Rows and columns of the last map.</param>
/// <param name="Multiplications">Multiply-adds of one image forward.</param>
internal sealed record ProposedNetwork(IReadOnlyList<int> Filters, string? Preset, (int Width, int Height) Map, double Multiplications)
{
    private const int Kernel = 9;
    private const int Units = 64;

    /// <summary>As many convolutions as leave a last map of 6 to 12 pixels: fewer see too little of the image, and their dense layer grows too large.</summary>
    public static ProposedNetwork For(int width, int height, int channels)
    {
        int shorter = Math.Min(width, height);
        int[] filters = shorter switch { >= 80 => [16, 32, 64, 64], >= 40 => [16, 32, 64], >= 8 => [16, 32], _ => [16] };
        double multiplications = 0;
        (int from, int w, int h) = (channels, width, height);
        foreach (int to in filters)
        {
            multiplications += (double)w * h * Kernel * from * to;
            (from, w, h) = (to, Math.Max(1, w / 2), Math.Max(1, h / 2));
        }

        multiplications += (double)w * h * from * Units;
        return new ProposedNetwork(filters, filters is [16, 32] ? "small" : null, (w, h), multiplications);
    }

    /// <summary>The member <c>model</c>.</summary>
    /// <param name="dropout">The rate of dropout, or 0.</param>
    public CommentedObject ToModel(double dropout)
    {
        CommentedObject model = new CommentedObject().Add("type", "cnn");
        if (Preset is not null)
        {
            model.Add("preset", Preset, string.Create(
                CultureInfo.InvariantCulture,
                $"Two convolutions (16 and 32 filters), each with a pooling, leave maps of {Map.Width}x{Map.Height}; then a dense layer of {Units}."));
        }
        else
        {
            model.Add("filters", new JsonArray([.. Filters.Select(filters => JsonValue.Create(filters))]), string.Create(
                CultureInfo.InvariantCulture,
                $"A 3x3 convolution per number, each with a pooling: the image shrinks to {Map.Width}x{Map.Height}, small enough for a dense layer of {Units} behind it."));
        }

        if (dropout > 0)
        {
            model.Add("dropout", dropout, "Few images for so many weights: dropout keeps the network from learning them by heart.");
        }

        return model;
    }
}
