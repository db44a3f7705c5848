using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Runs one case: measures the truth, runs the diagnosis, and measures what it found beside what was planted.</summary>
/// <param name="assets">The repository's data.</param>
/// <param name="results">The folder of finished cases; null to keep nothing.</param>
/// <param name="program">A digest of what the diagnosis depends on.</param>
/// <param name="training">A digest of what a truth depends on.</param>
/// <param name="explain">Where findings are told with their evidence; null for nowhere.</param>
internal sealed class CaseRun(string assets, string? results, string program, string training, TextWriter? explain = null)
{
    /// <summary>The outcome of a finished case; null when it has to be run.</summary>
    public CaseOutcome? Finished(DiagnosisCase item) =>
        results is null ? null : CaseFiles.Read<CaseOutcome>(OutcomeFile(item, new CaseFolder(item, assets).Digest()));

    /// <summary>Measures what was planted, or reads it where it was measured before.</summary>
    public (IReadOnlyList<CauseTruth> Truths, double Seconds) Truths(DiagnosisCase item)
    {
        CaseFolder files = new(item, assets);
        string folder = Directory.CreateTempSubdirectory("case-").FullName;
        try
        {
            return Truths(item, files, files.Digest(), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the case.</summary>
    public CaseOutcome Run(DiagnosisCase item, CancellationToken cancellation)
    {
        CaseFolder files = new(item, assets);
        string digest = files.Digest();
        string folder = Directory.CreateTempSubdirectory("case-").FullName;
        try
        {
            (IReadOnlyList<CauseTruth> truths, double truthSeconds) = Truths(item, files, digest, folder);
            long before = Stopwatch.GetTimestamp();
            string own = Path.Combine(folder, "diagnosed");
            DiagnosisResult? diagnosis = DiagnoseCase.Run(files.Write(own, null), own, cancellation);
            double seconds = Stopwatch.GetElapsedTime(before).TotalSeconds;
            explain?.WriteLine(FindingLines.Of(item.Name, diagnosis));
            IReadOnlyList<CaseFinding> findings = [.. (diagnosis?.Findings ?? []).Select(CaseFinding.Of)];
            string[] others = [.. findings.Where(finding => finding.State == "present" && !truths.Any(truth => truth.Cause == finding.Cause && truth.State == CauseTruth.Present))
                .Select(finding => finding.Cause).Distinct()];
            CaseOutcome outcome = new()
            {
                Case = item.Name,
                DataSet = item.DataSet.Name,
                IsScored = item.DataSet.IsScored,
                Planted = [.. item.Plantings.Select(planting => planting.Cause)],
                Truths = truths,
                Verdict = diagnosis?.Verdict ?? "none",
                Findings = findings,
                Natural = NaturalTruth.Of(others, files, Path.Combine(folder, "natural")),
                Seconds = seconds,
                TruthSeconds = truthSeconds,
            };
            if (results is not null)
            {
                CaseFiles.Write(OutcomeFile(item, digest), outcome);
            }

            return outcome;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>SHA-256 over the sources of some layers, the first 16 hexadecimal digits: the same for every build of the same sources.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="folders">Folders of sources below it.</param>
    public static string SourceDigest(string root, params IReadOnlyList<string> folders)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(root, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private (IReadOnlyList<CauseTruth> Truths, double Seconds) Truths(DiagnosisCase item, CaseFolder files, string digest, string folder)
    {
        string? path = results is null ? null : Path.Combine(results, "truths", $"{FileName(item)}-{digest}-{training}.json");
        if (path is not null && CaseFiles.Read<CauseTruth[]>(path) is { } known)
        {
            return (known, 0);
        }

        long before = Stopwatch.GetTimestamp();
        IReadOnlyList<CauseTruth> truths = PlantedTruth.Of(item, files, Path.Combine(folder, "truth"));
        if (path is not null)
        {
            CaseFiles.Write(path, truths);
        }

        return (truths, Stopwatch.GetElapsedTime(before).TotalSeconds);
    }

    private string OutcomeFile(DiagnosisCase item, string digest) => Path.Combine(results!, "outcomes", $"{FileName(item)}-{digest}-{program}.json");

    private static string FileName(DiagnosisCase item) =>
        new([.. item.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-')]);
}
