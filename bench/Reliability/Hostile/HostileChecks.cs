using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>The checks of hostile files.</summary>
internal static class HostileChecks
{
    private const int Images = 10_000;
    private const int Idx = 4_000;
    private const int Tables = 10_000;
    private const int Models = 5_000;

    /// <summary>Images.</summary>
    public static ReliabilityCheck OfImages { get; } = new(
        "images",
        "Hostile images",
        "A damaged, cut-off or lying image or IDX file is reported with what is wrong with it. It neither ends the process nor holds it for 2 seconds, nor takes more memory than the bound.",
        share => Measure(share, ("images", Images), ("idx", Idx)));

    /// <summary>Tables.</summary>
    public static ReliabilityCheck OfTables { get; } = new(
        "tables",
        "Hostile tables",
        "A damaged, cut-off or lying CSV, TSV or Parquet file is reported, or read as what it says. It neither ends the process nor holds it for 2 seconds, nor takes more memory than the bound.",
        share => Measure(share, ("tables", Tables)));

    /// <summary>Models of strangers.</summary>
    public static ReliabilityCheck OfModels { get; } = new(
        "models",
        "Model files of strangers",
        "A damaged or made-up file in a run directory is refused with what is wrong, or read as plain numbers: no code of it is run, no type is loaded by name, and no memory is taken beyond the bound.",
        share => Measure(share, ("models", Models)));

    private static ReliabilityOutcome Measure(double share, params (string Family, int Count)[] parts)
    {
        List<ReliabilityFigure> figures = [];
        List<string> notes = [];
        foreach ((string name, int count) in parts)
        {
            HostileFamily family = HostileFamilies.All.First(one => one.Name == name);
            IReadOnlyList<HostileFile> special = family.Special();
            (HostileFile File, HostileTrial Trial)[] tried =
            [
                .. HostileRun.Try(family, Math.Max(1, (int)(share * count))).Select(trial => (trial.Number < 0 ? special[-trial.Number - 1] : family.File(trial.Number), trial)),
            ];
            figures.AddRange(tried.GroupBy(one => one.File.What).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Figure(group.Key, family, [.. group])));
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{family.Name}: every file is made of its number (`-- hostile {family.Name} NUMBER 1`). Bounds: {HostileFamilies.LongestSeconds:0} s and {family.BoundMiB} MiB of resident memory beyond what the process had. {tried.Count(one => one.Trial.Fate == HostileFate.Refused):N0} were refused, {tried.Count(one => one.Trial.Fate == HostileFate.Read):N0} could be read; files that lack data, lie about their size or hold something else must be refused."));
        }

        return new ReliabilityOutcome(figures, notes);
    }

    private static ReliabilityFigure Figure(string what, HostileFamily family, (HostileFile File, HostileTrial Trial)[] tried)
    {
        bool Held((HostileFile File, HostileTrial Trial) one) =>
            one.Trial.Fate is HostileFate.Refused or HostileFate.Read
            && !(one.File.MustBeRefused && one.Trial.Fate == HostileFate.Read)
            && one.Trial.Seconds <= HostileFamilies.LongestSeconds
            && one.Trial.KiB <= 1024L * family.BoundMiB;

        HostileTrial[] broken = [.. tried.Where(one => !Held(one)).Select(one => one.Trial)];
        string worst = string.Create(
            CultureInfo.InvariantCulture, $"{tried.Max(one => one.Trial.Seconds):0.00} s, {tried.Max(one => one.Trial.KiB) / 1024.0:0.0} MiB");
        if (broken.Length > 0)
        {
            HostileTrial first = broken[0];
            string told = first.Told.Length > 200 ? first.Told[..200] : first.Told;
            worst += string.Create(CultureInfo.InvariantCulture, $"; broken: {string.Join(' ', broken.Take(8).Select(one => one.Number))}, the first: {first.Fate} {first.Seconds:0.0} s {first.KiB / 1024} MiB {told}");
        }

        return new ReliabilityFigure(what, tried.Length, tried.Length - broken.Length, worst);
    }
}
