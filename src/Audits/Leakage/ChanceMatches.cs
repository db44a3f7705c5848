namespace MlPipelines.Audits;

/// <summary>
/// Which matches of test rows with training rows are too many for chance. Rows of few, coarse columns are equal by chance, and more so where many training rows are equal; so matches are judged by
/// the number of training rows that a row matches (1, 2 to 3, 4 to 7, ...). What chance makes of each is what honest rows show. For exact copies these are all N rows of the training source, each
/// against the others that are trained on: Good and Turing's estimate (Good 1953) that a new row meets a content seen m times with probability (m + 1) n_(m+1) / N, n_m being the contents that are
/// trained on m times.
/// Matches count where chance makes at most a tenth of them, so that at most a tenth of the rows that count are false alarms; and where it makes at most half of them and they are surely more than chance
/// makes. Which of those are copies nobody can tell, so how many chance is expected to make is said.
/// </summary>
internal sealed class ChanceMatches
{
    private const double MostByChance = 0.1;
    private const double MostBesideSureCopies = 0.5;

    /// <summary>
    /// Standard deviations between what is found and what is expected, 3 in 100,000 by chance: three kinds of matches in several bands are looked at. Test rows are Poisson counts; honest rows that
    /// match each other come together, m + 1 at a time. Chosen here.
    /// </summary>
    private const double SureDeviations = 4;
    private readonly HashSet<int> _counted = [];

    /// <param name="honest">The matches of each honest row.</param>
    /// <param name="test">The matches of each test row.</param>
    public ChanceMatches(IReadOnlyCollection<int> honest, IReadOnlyCollection<int> test)
    {
        Dictionary<int, Chance> chances = honest.Where(matches => matches > 0).AggregateBy(
            Band, new Chance(0, 0), (chance, matches) => new Chance(chance.Rows + 1, chance.Variance + matches + 1)).ToDictionary();
        foreach ((int band, int observed) in test.Where(matches => matches > 0).CountBy(Band))
        {
            double scale = (double)test.Count / honest.Count;
            Chance chance = chances.GetValueOrDefault(band);
            double expected = honest.Count == 0 ? double.PositiveInfinity : chance.Rows * scale;
            double deviation = Math.Sqrt(expected + (chance.Variance * scale * scale));
            bool isSurelyMore = expected <= MostBesideSureCopies * observed && observed - expected >= SureDeviations * deviation;
            if (expected <= MostByChance * observed || isSurelyMore)
            {
                _counted.Add(band);
                Counted += observed;
                ExpectedOfCounted += expected;
            }
            else
            {
                NotCounted += observed;
                Expected += expected;
            }
        }
    }

    /// <summary>Test rows with matches that count.</summary>
    public int Counted { get; }

    /// <summary>How many of them chance is expected to make nevertheless.</summary>
    public double ExpectedOfCounted { get; }

    /// <summary>Test rows with matches that do not count.</summary>
    public int NotCounted { get; }

    /// <summary>How many of them chance was expected to make.</summary>
    public double Expected { get; }

    /// <summary>Whether so many matches count.</summary>
    public bool Counts(int matches) => matches > 0 && _counted.Contains(Band(matches));

    private static int Band(int matches) => int.Log2(matches);

    /// <param name="Rows">Honest rows with so many matches.</param>
    /// <param name="Variance">Of their number.</param>
    private readonly record struct Chance(long Rows, double Variance);
}
