namespace MlPipelines.Reports;

/// <summary>A scale with its ticks and their labels: the one kind of axis that every chart has.</summary>
/// <param name="Scale">Values to places.</param>
/// <param name="Ticks">The labelled values, ascending, all on the scale.</param>
/// <param name="Label">A tick's text.</param>
public sealed record Axis(LinearScale Scale, IReadOnlyList<double> Ticks, Func<double, string> Label)
{
    private const double Padding = 0.04;

    /// <summary>Whether places go by the logarithm of a value; the scale then holds logarithms to base 10.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Shares as percentages. The axis stays within 0% and 100% unless a value does not.</summary>
    public static Axis Percent(IEnumerable<double> shares, int ticks = 5)
    {
        var percentages = shares.Select(share => share * 100).Where(double.IsFinite).ToList();
        var (low, high) = Extent(percentages, 1);
        var padding = (high - low) * Padding;
        var start = percentages.All(value => value >= 0) ? Math.Max(0, low - padding) : low - padding;
        var end = percentages.All(value => value <= 100) ? Math.Min(100, high + padding) : high + padding;
        var step = NiceTicks.Step(end - start, ticks);
        var decimals = NiceTicks.Decimals(step);
        return Build(start / 100, end / 100, NiceTicks.Between(start, end, step), 100, value => Figures.Fixed(value, decimals) + "%");
    }

    /// <summary>Differences of shares in points, with signs. Zero is always on the axis.</summary>
    public static Axis Points(IEnumerable<double> differences, int ticks = 5)
    {
        var (low, high) = Extent(differences.Append(0).Select(difference => difference * 100), 0.5);
        var padding = (high - low) * Padding;
        var step = NiceTicks.Step(high - low + (2 * padding), ticks);
        var decimals = NiceTicks.Decimals(step);
        return Build(
            (low - padding) / 100,
            (high + padding) / 100,
            NiceTicks.Between(low - padding, high + padding, step),
            100,
            value => Figures.WithSign(value, decimals));
    }

    /// <summary>Losses from 0 upwards.</summary>
    public static Axis Loss(IEnumerable<double> losses, int ticks = 4)
    {
        var (low, high) = Extent(losses.Append(0), 0.01);
        var end = high * (1 + Padding);
        var step = NiceTicks.Step(end, ticks);
        var decimals = NiceTicks.Decimals(step);
        return Build(0, end, NiceTicks.Between(0, end, step), 1, value => Figures.Fixed(value, decimals));
    }

    /// <summary>Epochs from 1; only whole ones are labelled.</summary>
    public static Axis Epochs(int last, int ticks = 6)
    {
        var step = Math.Max(1, NiceTicks.Step(Math.Max(1, last - 1), ticks));
        var labelled = NiceTicks.Between(1, last, step).ToList();
        if (labelled.Count == 0 || labelled[0] > 1)
        {
            if (labelled.Count > 1 && labelled[0] < 1 + (step * 0.75))
            {
                labelled.RemoveAt(0);
            }

            labelled.Insert(0, 1);
        }

        return last > 1 ? Build(1, last, labelled, 1, Whole) : Build(0.5, 1.5, labelled, 1, Whole);
    }

    /// <summary>
    /// Positive values by their logarithm. Whole powers of ten are labelled where there are enough of them, 2 and 5 between them where there are not.
    /// Values that are not above 0 have no place.
    /// </summary>
    public static Axis Log(IEnumerable<double> values, Func<double, string> label, int ticks = 6)
    {
        var logs = values.Where(value => double.IsFinite(value) && value > 0).Select(Math.Log10).ToList();
        var (low, high) = Extent(logs, 0.3);
        var padding = (high - low) * Padding;
        (low, high) = (low - padding, high + padding);
        return new Axis(new LinearScale(low, high), LogTicks(low, high, ticks), label) { Logarithmic = true };
    }

    /// <summary>Any numbers; zero is on the axis only where it lies among them.</summary>
    public static Axis Numbers(IEnumerable<double> values, Func<double, string> label, int ticks = 5)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = Extent(finite, finite.Count == 0 ? 1 : Math.Max(1e-6, finite.Max(Math.Abs) * 0.01));
        var padding = (high - low) * Padding;
        (low, high) = (low - padding, high + padding);
        return Build(low, high, NiceTicks.Between(low, high, NiceTicks.Step(high - low, ticks)), 1, label);
    }

    /// <summary>Numbers from 0 upwards, however small: standard deviations, for one.</summary>
    public static Axis FromZero(IEnumerable<double> values, Func<double, string> label, int ticks = 5)
    {
        var (_, high) = Extent(values.Append(0), 1e-4);
        var end = high * (1 + Padding);
        return Build(0, end, NiceTicks.Between(0, end, NiceTicks.Step(end, ticks)), 1, label);
    }

    /// <summary>Where a value stands, from 0 to 1.</summary>
    public double Place(double value) => Scale.Place(Logarithmic ? Math.Log10(value) : value);

    /// <summary>Where a value stands; the axis's ends hold it back.</summary>
    public double PlaceWithin(double value) => Logarithmic && value <= 0 ? 0 : Math.Clamp(Place(value), 0, 1);

    // Powers of ten, thinned when there are many; 1, 2 and 5 times them when there are few; plain steps when there are still too few.
    private static IReadOnlyList<double> LogTicks(double low, double high, int ticks)
    {
        var (first, last) = ((int)Math.Ceiling(low), (int)Math.Floor(high));
        if (last - first + 1 >= 3)
        {
            var stride = ((last - first) / ticks) + 1;
            return [.. Enumerable.Range(first, last - first + 1).Where(power => (power - first) % stride == 0).Select(power => Math.Pow(10, power))];
        }

        double[] between =
        [
            .. Enumerable.Range((int)Math.Floor(low), (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1)
                .SelectMany(power => new[] { 1.0, 2, 5 }.Select(mantissa => Math.Round(mantissa * Math.Pow(10, power), Math.Clamp(1 - power, 0, 15))))
                .Where(value => value > 0 && Math.Log10(value) >= low && Math.Log10(value) <= high),
        ];
        if (between.Length >= 2)
        {
            return between;
        }

        var (start, end) = (Math.Pow(10, low), Math.Pow(10, high));
        return NiceTicks.Between(start, end, NiceTicks.Step(end - start, 3));
    }

    private static string Whole(double value) => Figures.Fixed(value, 0);

    // Ticks come in the axis's printed unit; rounding may put the outermost a hair off the scale.
    private static Axis Build(double start, double end, IReadOnlyList<double> ticks, double unit, Func<double, string> label) => new(
        new LinearScale(start, end),
        [.. ticks.Select(tick => Math.Clamp(tick / unit, start, end))],
        value => label(value * unit));

    // Values that are not finite have no place on an axis; values that are nearly the same get some room on both sides.
    private static (double Low, double High) Extent(IEnumerable<double> values, double smallest)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return (0, smallest);
        }

        var (low, high) = (finite.Min(), finite.Max());
        var lacking = Math.Max(0, Math.Max(smallest, Math.Abs(high) * 1e-6) - (high - low));
        return (low - (lacking / 2), high + (lacking / 2));
    }
}
