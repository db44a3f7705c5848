using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Generated tables. They take the way of tables from files, as texts, so that nothing about them is special after this. A row's features are the same
/// however many rows there are.
/// </summary>
internal static class SyntheticTable
{
    /// <summary>Rises with every change to what is drawn.</summary>
    public const int Version = 1;

    /// <summary>The column of the class.</summary>
    public const string Label = "label";

    /// <summary>A cell takes some 50 bytes as text, so this is about 1 GB. Chosen here.</summary>
    private const long MostCells = 20_000_000;

    /// <summary>The options with which the generated table is read as if it were a file.</summary>
    public static TableOptions ReadAs(SyntheticOptions options) => new()
    {
        Train = "synthetic",
        Label = Label,
        Columns = new Dictionary<string, ColumnKind> { [Label] = ColumnKind.Categorical },
        Classes = options.Classes,
        TrainSize = options.TrainSize,
        LabelNoise = options.LabelNoise,
        Exclude = options.Exclude,
        Split = options.Split,
    };

    /// <summary>Generates both tables.</summary>
    /// <exception cref="ProblemException">The shares cannot be had, or the table is too large for memory.</exception>
    public static TableSource Source(SyntheticOptions options, TableOptions readAs, TrialSeeds seeds)
    {
        Check(options);
        float[][] train = Features(options.TrainRows, options.Features, seeds, DataDraw.TrainFeatures);
        float[][] test = Features(options.TestRows, options.Features, seeds, DataDraw.TestFeatures);
        (int[] trainLabels, int[] testLabels) = options.Labels == SyntheticLabels.Linear
            ? SyntheticScore.Labels(options, train, test, seeds)
            : (Random(options.TrainRows, DataDraw.TrainLabels), Random(options.TestRows, DataDraw.TestLabels));
        return TableSource.Of(
            Fingerprint(options, seeds), Table("synthetic training table", train, trainLabels), Table("synthetic test table", test, testLabels), readAs);

        int[] Random(int rows, DataDraw draw) => Apportionment.Shuffled(Apportionment.Counts(options.Shares, rows), seeds, draw);
    }

    /// <summary>From everything that the values depend on but the repeat.</summary>
    private static string Fingerprint(SyntheticOptions options, TrialSeeds seeds) => FileHashIndex.Combine(
    [
        string.Create(CultureInfo.InvariantCulture, $"synthetic {Version} {seeds.Seed} {options.TrainRows} {options.TestRows} {options.Features} {options.Labels}"),
        .. options.Shares.Select(share => share.ToString("R", CultureInfo.InvariantCulture)),
    ]);

    private static float[][] Features(int rows, int features, TrialSeeds seeds, DataDraw draw)
    {
        float[][] values = new float[rows][];
        for (int row = 0; row < rows; row++)
        {
            CounterRandom draws = DataDraws.Of(seeds, draw, row);
            values[row] = new float[features];
            for (int feature = 0; feature < features; feature++)
            {
                values[row][feature] = draws.NextFloat();
            }
        }

        return values;
    }

    private static RawTable Table(string name, float[][] features, int[] labels) => new(
        name,
        [.. Enumerable.Range(1, features[0].Length).Select(feature => string.Create(CultureInfo.InvariantCulture, $"x{feature}")), Label],
        [
            .. features.Select((row, index) => (string[])
            [
                .. row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)), labels[index].ToString(CultureInfo.InvariantCulture),
            ]),
        ]);

    private static void Check(SyntheticOptions options)
    {
        List<Problem> problems = [];
        double sum = options.Shares.Sum();
        if (options.Shares.Count < 2 || Math.Abs(sum - 1) > 1e-6)
        {
            problems.Add(new Problem(
                "data.shares",
                "at least two shares that add up to 1",
                string.Create(CultureInfo.InvariantCulture, $"{options.Shares.Count} that add up to {sum:0.######}")));
        }
        else if (Apportionment.Counts(options.Shares, options.TrainRows) is { } counts && counts.Contains(0))
        {
            problems.Add(new Problem(
                "data.shares",
                "a training row of every class",
                string.Create(CultureInfo.InvariantCulture, $"none of class \"{Array.IndexOf(counts, 0)}\" in {options.TrainRows} rows"),
                "Raise data.trainRows or the share."));
        }

        long cells = ((long)options.TrainRows + options.TestRows) * options.Features;
        if (cells > MostCells)
        {
            problems.Add(new Problem(
                "data",
                string.Create(CultureInfo.InvariantCulture, $"at most {MostCells:N0} generated values, rows times features"),
                string.Create(CultureInfo.InvariantCulture, $"{cells:N0}"),
                "Lower trainRows, testRows or features."));
        }

        if (problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, problems);
        }
    }
}
