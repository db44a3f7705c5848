using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Coverage of the parts of shift: five classes of unequal accuracy, other class shares in test, test rows that are harder, and copies that are nearly always right. The truth is over new rows
/// (and so new class shares), new copies and new seeds.
/// </summary>
internal static class ShiftSplitCoverage
{
    private static readonly double[] s_accuracies = [0.97, 0.92, 0.88, 0.8, 0.7];
    private static readonly double[] s_even = [0.2, 0.2, 0.2, 0.2, 0.2];
    private static readonly double[] s_uneven = [0.05, 0.1, 0.15, 0.3, 0.4];
    private const double CopyAccuracy = 0.98;

    /// <summary>The coverage of Label, Other and Leakage.</summary>
    /// <param name="study">Repeats and spreads.</param>
    /// <param name="rows">Validation and test rows.</param>
    /// <param name="uneven">Whether the test set has other class shares.</param>
    /// <param name="harder">By how much test accuracies are lower.</param>
    /// <param name="leaked">The share of test rows that are copies.</param>
    /// <param name="draws">Simulated studies.</param>
    public static IEnumerable<SimulatedRate> Of(LatentStudy study, (int Validation, int Test) rows, bool uneven, double harder, double leaked, int draws)
    {
        double[] shares = uneven ? s_uneven : s_even;
        double validation = Expected(s_even, 0);
        double reweighted = Expected(shares, 0);
        double unleaked = Expected(shares, harder);
        double all = ((1 - leaked) * unleaked) + (leaked * CopyAccuracy);
        (string Name, double Truth, Func<ShiftParts, CauseEstimate> Part)[] parts =
        [
            ("label", validation - reweighted, found => found.Label),
            ("other", reweighted - unleaked, found => found.Other),
            ("leakage", unleaked - all, found => found.Leakage),
        ];
        ShiftParts[] found = [.. Enumerable.Range(0, draws).AsParallel().AsOrdered().Select(draw => Draw(study, rows, shares, harder, leaked, draw))];
        string setting = FormattableString.Invariant(
            $"R {study.Repeats}, n {rows.Validation}/{rows.Test}, seed {study.SeedSpread}, {(uneven ? "uneven" : "even")}, -{harder}, {100 * leaked:0}% copies");
        return parts.Where(part => part.Name != "leakage" || leaked > 0).Select(part =>
            new SimulatedRate($"{part.Name}: {setting}", draws, found.Count(parted => CrossedCoverage.Holds(part.Part(parted).Interval(), part.Truth))));
    }

    private static double Expected(double[] shares, double harder) => shares.Zip(s_accuracies, (share, accuracy) => share * (accuracy - harder)).Sum();

    private static ShiftParts Draw(LatentStudy study, (int Validation, int Test) rows, double[] shares, double harder, double leaked, int draw)
    {
        CounterRandom random = CrossedCoverage.Stream(21, draw);
        double[] luck = study.DrawLuck(ref random);
        ShiftRow[][] validation = DrawRows(ref random, study, luck, rows.Validation, s_even, 0, 0);
        ShiftRow[][] test = DrawRows(ref random, study, luck, rows.Test, shares, harder, leaked);
        return ShiftSplit.Of([.. validation.Zip(test, ShiftInfluences.Of)], sameValidation: true, sameTest: true, 0);
    }

    private static ShiftRow[][] DrawRows(ref CounterRandom random, LatentStudy study, double[] luck, int count, double[] shares, double harder, double leaked)
    {
        double spread = Math.Sqrt(1 + (study.SeedSpread * study.SeedSpread) + (study.InteractionSpread * study.InteractionSpread));
        double[] limits = [.. s_accuracies.Select(accuracy => spread * Normal.InvCDF(0, 1, accuracy - harder))];
        double ofCopies = spread * Normal.InvCDF(0, 1, CopyAccuracy);
        ShiftRow[][] repeats = [.. luck.Select(_ => new ShiftRow[count])];
        for (int row = 0; row < count; row++)
        {
            double place = random.NextDouble();
            int label = 0;
            for (double end = shares[0]; label < shares.Length - 1 && place >= end; end += shares[label])
            {
                label++;
            }

            bool isCopy = random.NextDouble() < leaked;
            double difficulty = random.NextNormal();
            for (int repeat = 0; repeat < luck.Length; repeat++)
            {
                double latent = difficulty + luck[repeat] + (study.InteractionSpread * random.NextNormal());
                repeats[repeat][row] = new ShiftRow(label, latent < (isCopy ? ofCopies : limits[label]) ? 1 : 0, isCopy);
            }
        }

        return repeats;
    }
}
