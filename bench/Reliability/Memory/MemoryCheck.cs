using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>What large data and long studies take.</summary>
internal static class MemoryCheck
{
    private const int Settled = 10;
    private const double MostSlopeMiB = 0.1;

    /// <summary>The pool of threads is not of a fixed size.</summary>
    private const double MostMore = 4;

    /// <summary>Methods that are called often are compiled again, with more memory for code, over hundreds of trials: measured 0.2 MiB a trial over 60 trials, none without it.</summary>
    private static readonly (string, string)? _compiledOnce = ("DOTNET_TieredCompilation", "0");

    /// <summary>Large data.</summary>
    public static ReliabilityCheck OfData { get; } = new(
        "memory",
        "Memory of large data",
        "A table of 10 million rows trains a logistic model under 1 GB and goes through a whole study under 2 GB, and 200,000 small images train under 2 GB from decoded pixels that are mapped.",
        OfLargeData);

    /// <summary>Many trials in one process.</summary>
    public static ReliabilityCheck OfTrials { get; } = new(
        "handles",
        "Memory and handles of a long study",
        "A study of 200 trials keeps its memory, threads and open files after the tenth.",
        share => OfStudies(share, "trials in one process", "trials"));

    /// <summary>Many trials in processes of their own.</summary>
    public static ReliabilityCheck OfWorkers { get; } = new(
        "worker-handles",
        "Memory and handles of a long study with worker processes",
        "A study of 200 trials in worker processes keeps its coordinator's memory, threads and open files after the tenth.",
        share => OfStudies(share, "trials in worker processes, the coordinator", "workers"));

    private static int Part(double share, int count) => Math.Max(Settled + 5, (int)(share * count));

    private static ReliabilityOutcome OfLargeData(double share)
    {
        (int rows, int count) = (Part(share, 10_000_000), Part(share, 200_000));
        WorkloadResult table = WorkloadResult.Of(("DOTNET_GCConserveMemory", "9"), "table", Text(rows));
        WorkloadResult study = WorkloadResult.Of(("DOTNET_GCConserveMemory", "9"), "study", Text(rows));
        WorkloadResult images = WorkloadResult.Of(null, "images", Text(count));
        return new ReliabilityOutcome(
            [
                Peak(string.Create(CultureInfo.InvariantCulture, $"a table of {rows:N0} rows and 7 columns: read, split, trained, training and test rows measured"), table, 1_000_000_000),
                Peak("the same table in a whole study of one repeat in one process: audited, trained, predictions written, concluded", study, 2_000_000_000),
                Peak(string.Create(CultureInfo.InvariantCulture, $"{count:N0} images of 28 x 28: decoded, trained for an epoch, tested"), images, 2_000_000_000),
            ],
            [
                "Peaks are of resident memory (VmHWM), native libraries and mapped files included. The table runs with `DOTNET_GCConserveMemory=9`: without it the collector leaves gaps between large arrays.",
                "Under 1 GB are preparing, training and measuring. The audits of a study look at all rows at once, column by column, and sort their hashes: that is what a whole study takes beyond it.",
            ]);
    }

    private static ReliabilityOutcome OfStudies(double share, string what, string workload) => new(
        [.. Study(what, WorkloadResult.Of(_compiledOnce, workload, Text(Part(share, 200))))],
        [
            string.Create(CultureInfo.InvariantCulture, $"Slopes are least squares over the trials after trial {Settled}; at most {MostSlopeMiB} MiB a trial hold, and {MostMore} threads and open files more in the last tenth of the trials than in the first (medians). Methods are compiled once (`DOTNET_TieredCompilation=0`): compiling hot ones again takes memory for code over the first hundreds of trials, which is no leak."),
        ]);

    private static ReliabilityFigure Peak(string what, WorkloadResult result, double bound) => new(
        what,
        1,
        result.PeakMiB * 1024 * 1024 < bound ? 1 : 0,
        string.Create(CultureInfo.InvariantCulture, $"{result.PeakMiB:0} MiB in {result.Seconds:0} s ({string.Join("; ", result.Lines)})"));

    private static IEnumerable<ReliabilityFigure> Study(string what, WorkloadResult result)
    {
        double[][] trials = [.. result.Lines.Where(line => line.StartsWith("trial ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1..].Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())];
        if (trials.Length <= Settled)
        {
            return [new ReliabilityFigure(what, 1, 0, string.Join("; ", result.Lines))];
        }

        double[][] settled = trials[Settled..];
        double resident = Slope(settled, 0) / 1024;
        double managed = Slope(settled, 1) / 1024;
        (double threadsBefore, double threads) = Ends(settled, 2);
        (double filesBefore, double files) = Ends(settled, 3);
        bool holds = resident <= MostSlopeMiB && threads - threadsBefore <= MostMore && files - filesBefore <= MostMore;
        return
        [
            new ReliabilityFigure(
                string.Create(CultureInfo.InvariantCulture, $"{trials.Length} {what}"),
                1,
                holds ? 1 : 0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{resident:0.000} MiB a trial resident, {managed:0.000} managed, so {resident - managed:0.000} native; threads {threadsBefore:0} to {threads:0}, open files {filesBefore:0} to {files:0}; {settled[^1][0] / 1024:0} MiB at the end")),
        ];
    }

    private static double Slope(double[][] trials, int column)
    {
        double middle = (trials.Length - 1) / 2.0;
        double mean = trials.Average(trial => trial[column]);
        double products = trials.Select((trial, index) => (index - middle) * (trial[column] - mean)).Sum();
        return products / Enumerable.Range(0, trials.Length).Sum(index => (index - middle) * (index - middle));
    }

    /// <summary>The medians of the first and the last tenth of the trials: a single look may fall into the moment in which another thread reads a file.</summary>
    private static (double First, double Last) Ends(double[][] trials, int column)
    {
        int few = Math.Max(1, trials.Length / 10);
        return (Median(trials[..few]), Median(trials[^few..]));

        double Median(double[][] part) => part.Select(trial => trial[column]).Order().ElementAt(part.Length / 2);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
