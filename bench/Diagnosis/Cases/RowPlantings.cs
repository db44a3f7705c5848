using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Causes that are planted by changing samples.</summary>
internal static class RowPlantings
{
    private const int Draws = 40;
    private const int Unlucky = 1;

    private const string LabelColumnName = "status_code";

    /// <summary>Copies of a share of the test samples among the training samples, instead of as many others.</summary>
    /// <param name="share">Of the test samples.</param>
    /// <param name="rounded">Whether numbers of the copies are rounded to three significant digits (tables), or pixels made brighter by 3 of 255 (images), so that no copy is exact.</param>
    public static Planting Copies(double share, bool rounded = false) => new(
        Causes.TrainTestLeakage, $"{Percent(share)} of the test rows{(rounded ? ", not exact" : "")}", TruthKind.Inflation)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            CaseRow[] copied = [.. samples.Test];
            CaseSamples.Shuffle(copied, ref random);
            int count = (int)Math.Round(share * copied.Length);
            samples.Train.AddRange(copied.Take(count).Select(row => rounded ? Rounded(row) : row));
        },
    };

    /// <summary>Copies of a share of the test samples of a table among the training samples, all of their numbers moved: measured a second time.</summary>
    /// <param name="share">Of the test samples.</param>
    /// <param name="deviations">How far, as a normal draw: in standard deviations of the column.</param>
    public static Planting CopiesMoved(double share, double deviations) => new(
        Causes.TrainTestLeakage, $"{Percent(share)} of the test rows, moved by {deviations.ToString("0.##", CultureInfo.InvariantCulture)} deviations", TruthKind.Inflation)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            double?[] spreads = [.. Enumerable.Range(0, samples.Columns.Count).Select(column => Spread(samples.Train, column))];
            CaseRow[] copied = [.. samples.Test];
            CaseSamples.Shuffle(copied, ref random);
            foreach (CaseRow row in copied.Take((int)Math.Round(share * copied.Length)))
            {
                string[] cells = [.. row.Cells];
                for (int column = 0; column < cells.Length; column++)
                {
                    if (spreads[column] is { } spread && Number(cells[column]) is { } value)
                    {
                        cells[column] = (value + (deviations * spread * random.NextNormal())).ToString("G9", CultureInfo.InvariantCulture);
                    }
                }

                samples.Train.Add(row with { Cells = cells });
            }
        },
    };

    /// <summary>Training rows that come twice, the second time with another label.</summary>
    public static Planting Conflicts(double share) => new(Causes.ConflictingLabels, $"{Percent(share)} of the training rows twice", TruthKind.ConflictCount)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            string[] classes = [.. samples.Classes];
            CaseRow[] chosen = [.. samples.Train];
            CaseSamples.Shuffle(chosen, ref random);
            foreach (CaseRow row in chosen.Take((int)Math.Round(share * chosen.Length)))
            {
                int other = (Array.IndexOf(classes, row.Label) + 1 + random.NextInt(classes.Length - 1)) % classes.Length;
                samples.Train.Add(row with { Label = classes[other] });
            }
        },
    };

    /// <summary>Every number of the test table moves by some standard deviations of its column.</summary>
    public static Planting MovedColumns(double deviations) => new(Causes.DistributionShift, $"{deviations:0.##} deviations", TruthKind.Accuracy)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            double?[] moves = new double?[samples.Columns.Count];
            for (int column = 0; column < moves.Length; column++)
            {
                if (Spread(samples.Train, column) is { } spread)
                {
                    double sign = random.NextDouble() < 0.5 ? -1 : 1;
                    moves[column] = sign * deviations * spread;
                }
            }

            samples.Test = [.. samples.Test.Select(row => row with { Cells = [.. row.Cells.Select((cell, column) => Moved(cell, moves[column]))] })];
        },
    };

    /// <summary>Test samples are kept so that one class has this share of them. It costs something when that class is recalled worse than the others.</summary>
    /// <param name="share">Of the test samples.</param>
    /// <param name="position">Which class, in ordinal order.</param>
    public static Planting ClassShares(double share, int position) => new(Causes.LabelShift, string.Create(CultureInfo.InvariantCulture, $"class {position} {Percent(share)}"), TruthKind.ClassShares)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            string chosen = samples.Classes[position];
            int others = samples.Classes.Count - 1;
            Dictionary<string, int> counts = samples.Test.CountBy(row => row.Label).ToDictionary();
            double total = counts.Min(pair => pair.Value / (pair.Key == chosen ? share : (1 - share) / others));
            samples.Test = Kept(samples.Test, label => (int)Math.Round(total * (label == chosen ? share : (1 - share) / others)));
        },
    };

    /// <summary>All classes but the first become rare, in training and test alike; the clean run trains on as many samples of classes of equal frequency.</summary>
    public static Planting Imbalance(double share)
    {
        SampleChange rareInTest = (CaseSamples samples, ref CounterRandom _) =>
        {
            string first = samples.Classes[0];
            int most = samples.Test.CountBy(row => row.Label).Max(pair => pair.Value);
            samples.Test = Kept(samples.Test, label => label == first ? most : (int)Math.Max(8, Math.Round(share * most)));
        };
        return new Planting(Causes.ClassImbalance, $"other classes at {Percent(share)}", TruthKind.BalancedAccuracy)
        {
            Both = rareInTest,
            Clean = (CaseSamples samples, ref CounterRandom _) =>
            {
                int classes = samples.Classes.Count;
                int each = (int)Math.Round(samples.Train.Count / (double)classes * (1 + (share * (classes - 1))) / classes);
                samples.Train = Kept(samples.Train, _ => each);
            },
            Data = (CaseSamples samples, ref CounterRandom _) =>
            {
                string first = samples.Classes[0];
                int most = samples.Train.CountBy(row => row.Label).Max(pair => pair.Value);
                samples.Train = Kept(samples.Train, label => label == first ? most : (int)Math.Max(8, Math.Round(share * most)));
            },
        };
    }

    /// <summary>A column that is the label in most rows; in test, it is so too, or is drawn at random.</summary>
    public static Planting LabelColumn(double share, bool vanishes) => new(
        Causes.TargetLeakage, $"column right in {Percent(share)}{(vanishes ? ", vanishes in test" : "")}", TruthKind.AnySign)
    {
        Undone = scenario => scenario["data"]!["columns"] = new JsonObject { [LabelColumnName] = "ignore" },
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            string[] classes = [.. samples.Classes];
            samples.Columns = [.. samples.Columns, LabelColumnName];
            samples.Train = WithLabel(samples.Train, classes, share, ref random);
            samples.Test = WithLabel(samples.Test, classes, vanishes ? 0 : share, ref random);
        },
    };

    /// <summary>
    /// Only a few test samples, and an unlucky draw of them: of 40 draws the one that is the second hardest for the nearest neighbour, which is what happens to one user of twenty.
    /// </summary>
    public static Planting FewTestRows(int rows) => new(Causes.SmallTestSet, $"{rows} test rows", TruthKind.FewRows)
    {
        Data = (CaseSamples samples, ref CounterRandom random) =>
        {
            (CaseRow Row, double Right)[] all = [.. samples.Test.Zip(NearestNeighbour.Right(samples))];
            List<(CaseRow Row, double Right)[]> draws = [];
            for (int draw = 0; draw < Draws; draw++)
            {
                CaseSamples.Shuffle(all, ref random);
                draws.Add(all[..rows]);
            }

            samples.Test = [.. draws.OrderBy(drawn => drawn.Sum(pair => pair.Right)).ElementAt(Unlucky).Select(pair => pair.Row)];
        },
    };

    /// <summary>Training rows class by class, as exports often are.</summary>
    public static SampleChange Sorted { get; } = (CaseSamples samples, ref CounterRandom _) =>
        samples.Train = [.. samples.Train.OrderBy(row => row.Label, StringComparer.Ordinal)];

    private static List<CaseRow> Kept(IReadOnlyList<CaseRow> rows, Func<string, int> count)
    {
        Dictionary<string, int> taken = [];
        return [.. rows.Where(row => (taken[row.Label] = taken.GetValueOrDefault(row.Label) + 1) <= count(row.Label))];
    }

    private static List<CaseRow> WithLabel(IReadOnlyList<CaseRow> rows, string[] classes, double share, ref CounterRandom random)
    {
        List<CaseRow> changed = [];
        foreach (CaseRow row in rows)
        {
            int label = random.NextDouble() < share ? Array.IndexOf(classes, row.Label) : random.NextInt(classes.Length);
            double value = (3 * label) + (0.4 * random.NextNormal());
            changed.Add(row with { Cells = [.. row.Cells, value.ToString("0.###", CultureInfo.InvariantCulture)] });
        }

        return changed;
    }

    private static CaseRow Rounded(CaseRow row) => row.Pixels is { } pixels
        ? row with { Pixels = [.. pixels.Select(pixel => (byte)Math.Min(255, pixel + 3))] }
        : row with
        {
            Cells = [.. row.Cells.Select(cell => Number(cell) is { } value ? value.ToString("G3", CultureInfo.InvariantCulture) : cell)],
        };

    private static string Moved(string cell, double? by) => by is { } distance && Number(cell) is { } value ? (value + distance).ToString("0.#####", CultureInfo.InvariantCulture) : cell;

    /// <summary>The standard deviation of a column of numbers; null for one of other cells.</summary>
    private static double? Spread(List<CaseRow> rows, int column)
    {
        double[] values = [.. rows.Select(row => Number(row.Cells[column])).OfType<double>()];
        return values.Length > rows.Count / 2 ? Math.Sqrt(SampleSetScores.Variance(values)) : null;
    }

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#}%");
}
