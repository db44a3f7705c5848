using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MlPipelines.Configuration;

/// <summary>The numbers that an option allows.</summary>
internal sealed record NumberRange(double Minimum, double Maximum, bool ExcludesMinimum = false, bool ExcludesMaximum = false)
{
    /// <summary>The range that an attribute states.</summary>
    public static NumberRange From(RangeAttribute attribute) => new(
        Convert.ToDouble(attribute.Minimum, CultureInfo.InvariantCulture),
        Convert.ToDouble(attribute.Maximum, CultureInfo.InvariantCulture),
        attribute.MinimumIsExclusive,
        attribute.MaximumIsExclusive);

    /// <summary>Whether a number lies in the range. NaN and the infinities never do.</summary>
    public bool Contains(double value) =>
        (ExcludesMinimum ? value > Minimum : value >= Minimum) && (ExcludesMaximum ? value < Maximum : value <= Maximum);

    /// <summary><c>(0, 10]</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(ExcludesMinimum ? '(' : '[')}{Text(Minimum)}, {Text(Maximum)}{(ExcludesMaximum ? ')' : ']')}");

    /// <summary>A number as people write it: without an exponent unless it is very large.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) < 1e15 ? "0.##########" : "R", CultureInfo.InvariantCulture);
}
