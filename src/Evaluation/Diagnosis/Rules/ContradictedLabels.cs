using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// How many more labels the models contradict in the training source than in the test set. Validation samples come from the training source and were not trained on, so
/// that on clean labels the same models contradict as many of them as of test samples, however hard the task is; a rate r of wrong labels raises their share from m to
/// <c>(1 - r) m + r q</c>, q being the share that would be contradicted if every test label were another class's, evenly drawn. So <c>r = (m_validation - m_test) /
/// (q - m_test)</c>, and of accuracy it takes <c>r (a - (1 - a)/(K - 1))</c>, a being the accuracy on true labels, which is taken from the test set.
/// </summary>
/// <remarks>
/// The test set's labels are taken as right, and its classes count as often as in validation. A label is contradicted when its probability is below a limit
/// (<see cref="Limit"/>). What else makes test samples easier than validation samples looks the same: copies in training are left out here, and the rule
/// asks for a second witness.
/// </remarks>
internal sealed record ContradictedLabels
{
    /// <summary>
    /// The probability of the given label below which the models contradict it. Measured by <c>label-noise</c> in bench (churn, credit and attrition, a logistic model and a
    /// perceptron, uniform noise, six splits each) for 0.02, 0.05, 0.1, 0.2 and "another class is predicted". On clean labels 0.2 estimates -0.3 to 1.1% of wrong labels and is surely
    /// above 0 in none of 36 splits. Of 10% planted on churn and credit it estimates 9.6 to 11.4% and is surely above 0 in all 24 splits, of 20% 19.3 to 26.4%; lower limits lose
    /// their reach where noise makes the models unsure, and predicted classes alone estimate 4.2 to 8.2% of 10.
    /// </summary>
    public const double Limit = 0.2;

    /// <summary>The share of validation labels that are contradicted, mean over repeats.</summary>
    public required double Validation { get; init; }

    /// <summary>The same of test labels, classes weighed as in validation.</summary>
    public required double Test { get; init; }

    /// <summary>The estimated share of wrong labels, r.</summary>
    public required CauseEstimate Rate { get; init; }

    /// <summary>What they take of validation accuracy, and so add to the part generalisation.</summary>
    public required CauseEstimate GapShare { get; init; }

    /// <summary>The probability below which labels were contradicted; null for "another class is predicted".</summary>
    public required double? Below { get; init; }

    /// <summary>
    /// The contrast at <see cref="Limit"/>; that of predicted classes where the models are never so sure, or so seldom that the first is less than half as exact. The choice goes by
    /// the error of the estimates, never by what they say.
    /// </summary>
    public static ContradictedLabels? Best(VariantScores baseline, IReadOnlySet<int> leaked) => (Of(baseline, leaked), Of(baseline, leaked, limit: null)) switch
    {
        ({ } sure, { } predicted) when predicted.Rate.Variance < sure.Rate.Variance / 4 => predicted,
        ({ } sure, _) => sure,
        (null, var predicted) => predicted,
    };

    /// <param name="baseline">The trials.</param>
    /// <param name="leaked">Test rows with copies in training; they are left out.</param>
    /// <param name="limit">The probability below which a label is contradicted; null for "another class is predicted".</param>
    /// <returns>Null without validation and test rows of a common class, or where the models cannot contradict labels at all.</returns>
    public static ContradictedLabels? Of(VariantScores baseline, IReadOnlySet<int> leaked, double? limit = Limit)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Validation, MeasurementNames.Test);
        if (repeats.Any(repeat => baseline.Scores(MeasurementNames.Validation, repeat).Probabilities is null || baseline.Scores(MeasurementNames.Test, repeat).Probabilities is null))
        {
            return null;
        }

        ContrastRows[] validation = [.. repeats.Select(repeat => ContrastRows.Of(baseline.Scores(MeasurementNames.Validation, repeat), new HashSet<int>(), limit))];
        ContrastRows[] test = [.. repeats.Select(repeat => ContrastRows.Of(baseline.Scores(MeasurementNames.Test, repeat), leaked, limit))];
        if (repeats.Count == 0 || Enumerable.Range(0, repeats.Count).Any(index => !validation[index].Classes.Overlaps(test[index].Classes)))
        {
            return null;
        }

        bool crossed = baseline.HoldsSameSamples(MeasurementNames.Validation, repeats) && baseline.HoldsSameSamples(MeasurementNames.Test, repeats);
        for (int index = 0; index < repeats.Count; index++)
        {
            HashSet<int> common = [.. validation[index].Classes.Intersect(test[index].Classes)];
            validation[index] = validation[index].Only(common);
            test[index] = test[index].Only(common);
        }

        double[] shares = [.. Enumerable.Range(0, repeats.Count).Select(index => test[index].Weighed(validation[index], row => row.Contradicted))];
        double ifWrong = Mean(repeats.Count, index => test[index].Weighed(validation[index], row => row.IfWrong));
        double reach = ifWrong - shares.Average();
        double drop = Mean(repeats.Count, index => test[index].Weighed(validation[index], row => row.Drop));
        if (reach <= 0)
        {
            return null;
        }

        CrossedEstimate difference = CrossedEstimate.Of(
            crossed ? Crossed(validation, test) : Redrawn(validation, test),
            StatisticEstimate.HeldOutRatio(
                [new SignedMeasurement(baseline, MeasurementNames.Validation, 1), new SignedMeasurement(baseline, MeasurementNames.Test, -1)], repeats));
        return new ContradictedLabels
        {
            Below = limit,
            Validation = Mean(repeats.Count, index => validation[index].Rows.Average(row => row.Contradicted)),
            Test = shares.Average(),
            Rate = Scaled(difference, 1 / reach),
            GapShare = Scaled(difference, drop / reach),
        };
    }

    /// <summary>A sentence with the numbers.</summary>
    public string Sentence()
    {
        string how = Below is { } below ? string.Create(CultureInfo.InvariantCulture, $"give a probability below {below:0.##} to") : "predict another class for";
        return $"The models {how} {Points.Percent(Validation)} of the validation labels and {Points.Percent(Test)} of the test labels: as if {Points.Percent(Rate.Mean)} ({Points.Range(Rate.Interval())}) of the training source's labels were wrong.";
    }

    private static double Mean(int repeats, Func<int, double> value) => Enumerable.Range(0, repeats).Average(value);

    /// <summary>A factor that is known far better than the difference.</summary>
    private static CauseEstimate Scaled(CrossedEstimate difference, double factor) =>
        new(factor * difference.Mean, factor * factor * difference.Variance, difference.DegreesOfFreedom);

    /// <summary>The same rows in every repeat: one set for validation, one for each class of the test set, weighed by its share of validation.</summary>
    private static SampleSetScores[] Crossed(ContrastRows[] validation, ContrastRows[] test) =>
    [
        SampleSetScores.Crossed([.. validation.Select(rows => rows.Values(1))], RowValues.Share),
        .. validation[0].Classes.Order().Select(label => SampleSetScores.Crossed(
            [.. test.Select(rows => rows.Only([label]).Values(-1))], RowValues.Share, validation[0].ShareOf(label))),
    ];

    private static SampleSetScores[] Redrawn(ContrastRows[] validation, ContrastRows[] test) =>
    [
        SampleSetScores.Redrawn([.. validation.Select(rows => rows.Values(1))]),
        SampleSetScores.Redrawn([.. test.Select((rows, index) => rows.WeighedValues(validation[index]))]),
    ];
}
