using System.Globalization;
using MathNet.Numerics;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// Copies of rows whose numbers were all moved a little: measured again, noise added, another unit and back. No column need be equal, so what is judged is the ratio of the distances to the nearest and to the eighth
/// nearest training row (<see cref="RowNeighbours"/>), which a copy makes small and which does not depend on density. Tables hold rows that are alike by nature, so the limit comes from all rows together: validation
/// rows, which are to training what honest test rows are, show how many of these chance puts below any ratio, and the limit is where the rows found beyond chance, less those by chance, are most: from there on the next row is
/// by chance rather than a copy. They count where they are surely more than chance makes, and chance makes at most a quarter of them.
/// </summary>
internal sealed class MovedCopies
{
    /// <summary>Comparisons of two cells beyond which rows are not searched, chosen here: three seconds of two cores by <c>audits</c> in bench, which takes 1.9 s for 1.4e10.</summary>
    private const double MostComparisons = 2e10;

    /// <summary>With fewer honest rows, none of them below a ratio says little; with more, nothing is gained. Chosen here.</summary>
    private const int LeastHonest = 50;
    private const int MostHonest = 2500;

    /// <summary>
    /// More than for other near copies, which agree in most columns, and stricter than for exact ones: a test set of another density than training has more rows that are close to one of them, and of an exact match
    /// only chance is the rival. Chosen here.
    /// </summary>
    private const double MostByChance = 0.25;

    /// <summary>The probability that as many test rows lie below the limit by luck; small, because the limit is where they are most. Chosen here.</summary>
    private const double Luck = 1e-5;

    private MovedCopies()
    {
    }

    /// <summary>The rows that are copies, with the references that they are copies of.</summary>
    public IReadOnlyList<NearestMatch> Found { get; private init; } = [];

    /// <summary>How many of them chance is expected to make.</summary>
    public double Expected { get; private init; }

    /// <summary>Why rows were not searched, a sentence; null where they were, or there is nothing to search.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Searches.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="sets">Their sets.</param>
    /// <param name="hashes">Of every row: rows that are equal in every column are not nearly equal.</param>
    /// <param name="test">The test rows that are no other copies.</param>
    /// <param name="cancellation">Checked row by row.</param>
    public static MovedCopies Find(TableCells cells, AuditedSets sets, ulong[] hashes, int[] test, CancellationToken cancellation)
    {
        int[] honest = sets.HonestOfValidation(MostHonest);
        int columns = cells.Columns.Count(column => column.Kind != ColumnKind.Ignore);
        if (honest.Length < LeastHonest || !cells.Columns.Any(column => column.Kind == ColumnKind.Numeric))
        {
            return new MovedCopies();
        }

        if ((double)(honest.Length + test.Length) * sets.References * columns * Enum.GetValues<NumberScale>().Length > MostComparisons)
        {
            return new MovedCopies
            {
                Refusal = string.Create(CultureInfo.InvariantCulture, $"Rows whose numbers were all moved a little were not looked for: {test.Length:N0} rows against {sets.References:N0} are too many."),
            };
        }

        List<NearestMatch> found = [];
        double expected = 0;
        foreach (NumberScale scale in Enum.GetValues<NumberScale>())
        {
            RowNeighbours neighbours = new(cells, sets, scale);
            double[] ofHonest = [.. neighbours.Of(honest, IsLeftOut, cancellation).Select(nearest => nearest.Ratio).Order()];
            NearestSamples[] ofTest = neighbours.Of(test, IsLeftOut, cancellation);
            (double limit, double byChance) = Limit(ofHonest, [.. ofTest.Select(nearest => nearest.Ratio).Order()]);
            found.AddRange(ofTest.Select((nearest, index) => new NearestMatch(test[index], nearest.Below(limit))).Where(match => match.Nearest.References.Length > 0));
            test = [.. test.Except(found.Select(match => match.Row))];
            expected += byChance;
        }

        return new MovedCopies { Found = found, Expected = expected };

        bool IsLeftOut(int row, int reference) => row == reference || hashes[row] == hashes[reference];
    }

    /// <summary>The ratio below which rows are copies, and how many chance makes; both 0 where nothing counts.</summary>
    /// <param name="honest">Ratios of honest rows, ascending.</param>
    /// <param name="test">Those of test rows, ascending.</param>
    internal static (double Limit, double Expected) Limit(double[] honest, double[] test)
    {
        double scale = (double)test.Length / honest.Length;
        (double limit, int counted, int byChance) = (0, 0, 0);
        for (int row = 0, below = 0; row < test.Length && test[row] < 1; row++)
        {
            while (below < honest.Length && honest[below] <= test[row])
            {
                below++;
            }

            if (row + 1 - (2 * scale * below) > counted - (2 * scale * byChance))
            {
                (limit, counted, byChance) = (test[row], row + 1, below);
            }
        }

        double expected = scale * byChance;
        return counted > 0 && expected <= MostByChance * counted && ByLuck(counted, counted + byChance, test.Length / (double)(test.Length + honest.Length)) < Luck
            ? (Math.BitIncrement(limit), expected)
            : (0, 0);
    }

    /// <summary>P(X >= counted) of a binomial X: without copies each row below the limit is a test row with the share that these have of all rows. Equals the regularised incomplete beta function.</summary>
    private static double ByLuck(int counted, int below, double share) => SpecialFunctions.BetaRegularized(counted, below - counted + 1, share);
}

/// <summary>A row and the references that it is a copy of.</summary>
/// <param name="Row">Over all sets.</param>
/// <param name="Nearest">The references, the nearest first.</param>
internal sealed record NearestMatch(int Row, NearestSamples Nearest);
