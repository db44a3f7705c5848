using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>Numbers between two bounds, spread evenly or by their logarithm.</summary>
/// <remarks>
/// Integers reach half a step beyond their bounds, as in SMAC and Optuna: otherwise the first and the last would get half the share of the others.
/// Other numbers are rounded to six digits of their range, so that a configuration stays readable.
/// </remarks>
internal sealed class NumberDimension : SearchDimension
{
    private const int Digits = 6;

    private readonly double _least;
    private readonly double _greatest;
    private readonly bool _isLog;
    private readonly bool _isInteger;
    private readonly double _start;
    private readonly double _length;
    private readonly string _format;

    public NumberDimension(string path, double least, double greatest, bool isLog, bool isInteger)
        : base(path)
    {
        (_least, _greatest, _isLog, _isInteger) = (least, greatest, isLog, isInteger);
        double margin = isInteger ? 0.5 : 0;
        _start = Scaled(least - margin);
        _length = Scaled(greatest + margin) - _start;

        // Bounds that agree in their first digits need as many more.
        double relative = Math.Max(Math.Abs(least), Math.Abs(greatest)) / (greatest - least);
        int more = double.IsFinite(relative) ? Math.Max(0, (int)Math.Log10(relative)) : 0;
        _format = "G" + Math.Min(15, Digits + more).ToString(CultureInfo.InvariantCulture);
    }

    public override int? Count =>
        _isInteger ? (int)Math.Min(int.MaxValue, _greatest - _least + 1) : _least < _greatest ? null : 1;

    public override JsonNode ValueAt(double place) =>
        _isInteger ? JsonValue.Create((int)NumberAt(place)) : JsonValue.Create(NumberAt(place));

    public override double PlaceOf(JsonNode? value) =>
        NumberOf(value) is { } number && number >= _least && number <= _greatest ? PlaceOf(number) : throw NotAValue(value);

    public override double[] Levels(int count)
    {
        if (count >= Count)
        {
            return [.. Enumerable.Range(0, Count.Value).Select(step => PlaceOf(_least + step))];
        }

        double first = Scaled(_least);
        double span = Scaled(_greatest) - first;
        return count == 1
            ? [Snapped(0.5)]
            : [.. Enumerable.Range(0, count)
                .Select(level => Snapped((first + (span * level / (count - 1)) - _start) / _length))
                .Distinct()];
    }

    private double Snapped(double place) => PlaceOf(NumberAt(place));

    private double NumberAt(double place)
    {
        double scaled = _start + (_length * Math.Clamp(place, 0, 1));
        double number = _isLog ? Math.Exp(scaled) : scaled;
        double rounded = _isInteger
            ? Math.Round(number, MidpointRounding.AwayFromZero)
            : double.Parse(number.ToString(_format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, _least, _greatest);
    }

    private double PlaceOf(double number) => _length == 0 ? 0.5 : Math.Clamp((Scaled(number) - _start) / _length, 0, 1);

    private double Scaled(double number) => _isLog ? Math.Log(number) : number;
}
