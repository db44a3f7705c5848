using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A column of the training table and what it is used for.</summary>
/// <param name="Name">The header's text.</param>
/// <param name="Kind">What its values are; the label is no column here.</param>
/// <param name="Index">Its position in the training table.</param>
internal sealed record TableColumn(string Name, ColumnKind Kind, int Index);

/// <summary>The configuration's words for kinds of columns.</summary>
internal static class ColumnKinds
{
    /// <summary>The word.</summary>
    public static string NameOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Numeric => "numeric",
        ColumnKind.Categorical => "categorical",
        ColumnKind.Ignore => "ignore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>How texts become numbers.</summary>
internal static class TableNumber
{
    /// <summary>Reads a number as .NET writes it in the invariant culture, in the range of a 32-bit float; infinities are no numbers.</summary>
    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= float.MaxValue;
}
