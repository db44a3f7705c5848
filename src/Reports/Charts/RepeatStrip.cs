using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Every repeat's accuracy as a dot, a row per variant, lines between the trials that share a repeat's random streams.</summary>
public static class RepeatStrip
{
    private const double Spread = 9;

    /// <summary>Builds the strip of one measurement; null when no trial has it.</summary>
    public static RowChartModel? Build(StudyReport report, string measurement)
    {
        var variants = report.Result.Variants.Where(variant => Accuracies(variant, measurement).Count > 0).ToList();
        if (variants.Count == 0)
        {
            return null;
        }

        var name = measurement == MeasurementNames.Test ? "Test accuracy" : "Training accuracy";
        return new RowChartModel
        {
            Id = "strip-" + measurement,
            Title = $"{name} of every repeat",
            Description = string.Join("; ", variants.Select(variant => Describe(variant, measurement))) + ".",
            Axis = Axis.Percent(variants.SelectMany(variant => Reach(variant, measurement))),
            AxisTitle = name.ToLowerInvariant(),
            Rows = [.. variants.Select(variant => Row(variant, measurement))],
            Links = [.. variants.Zip(variants.Skip(1)).SelectMany((pair, row) => Links(pair.First, pair.Second, row, measurement))],
            Numbers = Numbers(name, variants, measurement),
        };
    }

    /// <summary>The accuracies of a variant's finished trials by repeat.</summary>
    public static IReadOnlyDictionary<int, double> Accuracies(VariantResult variant, string measurement) => variant.Trials
        .Where(trial => trial.State == TrialState.Finished && trial.Measurements.ContainsKey(measurement))
        .ToDictionary(trial => trial.Repeat, trial => trial.Measurements[measurement].Accuracy);

    private static ChartRow Row(VariantResult variant, string measurement)
    {
        var summary = StudyReport.Metric(variant, measurement);
        var accuracies = Accuracies(variant, measurement);
        var style = measurement == MeasurementNames.Test ? "test" : "train";
        return new ChartRow(
            variant.Name,
            Figures.Of(accuracies.Count, "repeat"),
            Figures.Percent(summary?.Mean, Figures.Decimals(summary?.Interval)),
            Figures.PercentInterval(summary?.Interval),
            [
                .. summary?.Interval is { } interval ? [new WhiskerMark(interval.Lower, interval.Upper, "mean-interval")] : Array.Empty<RowMark>(),
                .. accuracies.Select(pair => new DotMark(
                    pair.Value,
                    Offset(pair.Key),
                    $"repeat {Figures.Plain(pair.Key)}: {Figures.Percent(pair.Value, 2)}",
                    "dot " + style)),
                .. summary is null ? Array.Empty<RowMark>() : [new DiamondMark(summary.Mean, "mean")],
            ]);
    }

    private static IEnumerable<ChartLink> Links(VariantResult upper, VariantResult lower, int row, string measurement)
    {
        var others = Accuracies(lower, measurement);
        return Accuracies(upper, measurement)
            .Where(pair => others.ContainsKey(pair.Key))
            .Select(pair => new ChartLink(row, pair.Value, Offset(pair.Key), row + 1, others[pair.Key], Offset(pair.Key), "pair-link"));
    }

    // A repeat has the same height in every row; neighbours differ by more than a dot's size would hide.
    private static double Offset(int repeat) => ((repeat * 3 % 7) - 3) / 3.0 * Spread;

    private static IEnumerable<double> Reach(VariantResult variant, string measurement) =>
    [
        .. Accuracies(variant, measurement).Values,
        .. StudyReport.Metric(variant, measurement)?.Interval is { } interval ? [interval.Lower, interval.Upper] : Array.Empty<double>(),
    ];

    private static string Describe(VariantResult variant, string measurement)
    {
        var accuracies = Accuracies(variant, measurement).Values.ToList();
        return $"{DisplayName.Quote(variant.Name)}: {Figures.Percent(accuracies.Min())} to {Figures.Percent(accuracies.Max())} over {Figures.Of(accuracies.Count, "repeat")}";
    }

    private static NumbersTable Numbers(string name, IReadOnlyList<VariantResult> variants, string measurement)
    {
        var byVariant = variants.Select(variant => Accuracies(variant, measurement)).ToList();
        var repeats = byVariant.SelectMany(accuracies => accuracies.Keys).Distinct().Order();
        var summaries = variants.Select(variant => StudyReport.Metric(variant, measurement)).ToList();
        return new NumbersTable(
            name + " by repeat",
            ["Repeat", .. variants.Select(variant => DisplayName.Shorten(variant.Name, 40))],
            [
                .. repeats.Select(repeat => (IReadOnlyList<string>)
                [
                    Figures.Plain(repeat),
                    .. byVariant.Select(accuracies => accuracies.TryGetValue(repeat, out var value) ? Figures.Percent(value, 2) : Figures.Missing),
                ]),
                ["mean", .. summaries.Select(summary => Figures.Percent(summary?.Mean, 2))],
                ["standard deviation", .. summaries.Select(summary => summary?.StandardDeviation is { } sd ? $"{Figures.Fixed(sd * 100, 2)} points" : Figures.Missing)],
                ["95% interval", .. summaries.Select(summary => Figures.PercentInterval(summary?.Interval))],
            ]);
    }
}
