using System.Collections.Concurrent;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// How often the intervals of a study hold the truth, end to end: training, validation and test samples are drawn anew from a population that is generated, the study runs as for a
/// user, and the truth is the accuracy of the very model on 20,000 other samples. The estimands are accuracy on test samples, and the part <c>shift</c> of the gap: accuracy on the
/// population minus accuracy on the population as the test set has it (every number moved by 0.4).
/// </summary>
internal static class GapCoverage
{
    private const int Population = 20_000;
    private const int PopulationSeed = 1_000_000;
    private const double Moved = 0.4;

    /// <param name="redraws">How many studies.</param>
    /// <param name="parallel">Studies side by side.</param>
    public static void Run(int redraws, int parallel)
    {
        ConcurrentBag<(bool Test, bool Shift, bool Allocated, bool HasAllocation)> held = [];
        CaseSamples population = GeneratedSamples(PopulationSeed, Population);
        Parallel.For(1, redraws + 1, new ParallelOptions { MaxDegreeOfParallelism = parallel }, seed => held.Add(Redraw(seed, population)));
        Print("accuracy on test samples", held.Count(draw => draw.Test), held.Count);
        Print("part shift of the gap", held.Count(draw => draw.Shift), held.Count);
        Print("points of the finding distribution-shift", held.Count(draw => draw.Allocated), held.Count(draw => draw.HasAllocation));
    }

    private static (bool Test, bool Shift, bool Allocated, bool HasAllocation) Redraw(int seed, CaseSamples population)
    {
        DiagnosisCase item = DiagnosisCase.Of(CaseDataSets.Blobs, CaseModel.Logistic, seed);
        CaseFolder files = new(item, Path.Combine(RepositoryFiles.Root, "assets"));
        CaseSamples samples = files.Samples(null);
        samples.Test = MovedRows(samples.Test);
        string folder = Directory.CreateTempSubdirectory("coverage-").FullName;
        try
        {
            StudyResult result = DiagnoseCase.Study(
                CaseFolder.Write(folder, samples, files.Options(null)), folder, CancellationToken.None);
            double Accuracy(string name, List<CaseRow> test) => CaseTrainings.Run(
                CaseFolder.Write(
                    Path.Combine(folder, name),
                    new CaseSamples { Columns = samples.Columns, Train = samples.Train, Test = test },
                    files.Options(null)).Baseline,
                repeats: 1,
                Path.Combine(folder, "cache")).Test[0].Average();
            double moved = Accuracy("moved", MovedRows(population.Test));
            double shift = Accuracy("plain", population.Test) - moved;
            VariantResult baseline = result.Variants[0];
            Finding? finding = result.Diagnosis?.Findings.FirstOrDefault(found => found.Cause == Causes.DistributionShift);
            return (
                Holds(baseline.Summary[MeasurementNames.Test]["accuracy"].Interval, moved),
                Holds(baseline.Gap!.Parts.Single(part => part.Name == "shift").Interval, shift),
                Holds(finding?.GapInterval, shift),
                finding?.GapInterval is not null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CaseSamples GeneratedSamples(int seed, int count)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<CaseRow> rows) = GeneratedTables.Blobs(seed, count);
        return new CaseSamples { Columns = columns, Train = [], Test = [.. rows] };
    }

    private static List<CaseRow> MovedRows(IEnumerable<CaseRow> rows) =>
    [
        .. rows.Select(row => row with
        {
            Cells = [.. row.Cells.Select(cell => (double.Parse(cell, CultureInfo.InvariantCulture) + Moved).ToString("0.#####", CultureInfo.InvariantCulture))],
        }),
    ];

    private static bool Holds(Interval? interval, double truth) => interval is not null && interval.Lower <= truth && truth <= interval.Upper;

    private static void Print(string name, int held, int draws)
    {
        if (draws > 0)
        {
            (double lower, double upper) = ClopperPearson.Interval(held, draws);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: 95% interval holds the truth in {held} of {draws} redraws, {100.0 * held / draws:0.0}% ({100 * lower:0.0} to {100 * upper:0.0})"));
        }
    }
}
