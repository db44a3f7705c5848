using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>Runs the same studies in every way that must not matter, and compares weights, predictions and results bit by bit.</summary>
internal static class DeterminismCheck
{
    public static ReliabilityCheck Check { get; } = new(
        "determinism",
        "The same result twice",
        "Same configuration, same machine: weights, predictions and `result.json` (times and memory left out) are the same to the last bit for one worker and two, cache cold and warm, after `kill -9` and `resume`, "
            + "from another folder, in another time zone, under another culture, on threads instead of processes; and `verify` says so.",
        Run);

    private static ReliabilityOutcome Run(double share)
    {
        string[] kinds = [.. SmallStudy.Kinds.Take(Math.Max(1, (int)Math.Round(SmallStudy.Kinds.Count * share)))];
        Dictionary<string, List<string?>> faults = [];
        foreach (string kind in kinds)
        {
            using SmallStudy reference = SmallStudy.Create(kind);
            End(reference, reference.RunArguments(2), "two workers, cache cold");
            SortedDictionary<string, string> expected = RunContent.Of(reference.Run!, reference.Folder);

            Compare("one worker, cache cold", study => End(study, study.RunArguments(1), "one worker"));
            Compare("cache warm", study => End(study, [.. study.RunArguments(2), "--cache", Path.Combine(reference.Folder, ".mlpipelines", "cache")], "cache warm"));
            Compare("killed three times and resumed", Interrupted);
            Compare("another current folder", study => Expect(ProgramProcess.Run("/", [.. study.RunArguments(2), "--config", Path.Combine(study.Folder, "mlconfig.json")])));
            foreach (string zone in (string[])["Asia/Kathmandu", "America/St_Johns"])
            {
                Compare($"time zone {zone}", study => End(study, study.RunArguments(2), zone, new Dictionary<string, string> { ["TZ"] = zone }));
            }

            foreach (string culture in (string[])["de-DE", "tr-TR", "ar-SA"])
            {
                Compare($"on threads under the culture {culture}", study => InProcess(study, culture));
                Compare($"processes with LANG and LC_ALL of {culture}", study => End(
                    study, study.RunArguments(2), culture, new Dictionary<string, string> { ["LANG"] = $"{culture.Replace('-', '_')}.UTF-8", ["LC_ALL"] = $"{culture.Replace('-', '_')}.UTF-8" }));
            }

            Tell("verify of the quickest trial", kind, ProgramProcess.Run(reference.Folder, ["verify", reference.Run!.Root]) is { Code: 0 } ? null : "not identical");

            void Compare(string what, Action<SmallStudy> run)
            {
                using SmallStudy study = SmallStudy.Create(kind);
                run(study);
                Tell(what, kind, RunContent.Difference(expected, RunContent.Of(study.Run!, study.Folder)));
            }
        }

        return new ReliabilityOutcome(
            [.. faults.Select(pair => new ReliabilityFigure(pair.Key, pair.Value.Count, pair.Value.Count(fault => fault is null), pair.Value.FirstOrDefault(fault => fault is not null) ?? "-"))],
            [
                $"Each compared with a run of two worker processes and a cold cache, for the studies {string.Join(", ", kinds.Select(kind => $"\"{kind}\""))}. The command line itself knows the invariant culture only; a program that uses the layers has its own, which the rows on threads are about"
                    + (CultureInfo.GetCultureInfo("de-DE").NumberFormat.NumberDecimalSeparator == "," ? "." : " (this machine has no culture data, so that they were all the invariant one)."),
                "Another number of threads, another processor or engine may move the last bits: the report says what it ran on, and `verify` measures by how much.",
            ]);

        void Tell(string what, string kind, string? fault)
        {
            Console.WriteLine($"{kind}, {what}: {fault ?? "held"}");
            if (!faults.TryGetValue(what, out List<string?>? list))
            {
                faults[what] = list = [];
            }

            list.Add(fault is null ? null : $"{kind}: {fault}");
        }
    }

    private static void End(SmallStudy study, IReadOnlyList<string> arguments, string what, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProgramEnd end = ProgramProcess.Run(study.Folder, arguments, environment);
        if (end.Code != 0)
        {
            throw new InvalidOperationException($"{what}: {end.Said}");
        }
    }

    private static void Expect(ProgramEnd end)
    {
        if (end.Code != 0)
        {
            throw new InvalidOperationException(end.Said);
        }
    }

    private static void Interrupted(SmallStudy study)
    {
        for (int kill = 0; kill < 3; kill++)
        {
            using ProgramProcess program = ProgramProcess.Start(study.Folder, study.Run is null ? study.RunArguments(1) : study.ResumeArguments(1));
            program.EndsWithin(TimeSpan.FromSeconds(4 + (3 * kill)));
            program.Kill(withWorkers: kill % 2 == 0);
        }

        End(study, study.Run is null ? study.RunArguments(1) : study.ResumeArguments(1), "resume");
    }

    private static void InProcess(SmallStudy study, string culture)
    {
        (CultureInfo? before, CultureInfo current) = (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            StudyOutcome outcome = Study.RunAsync(Study.Load(Path.Combine(study.Folder, "mlconfig.json"))).GetAwaiter().GetResult();
            _ = ResultFiles.ReadResult(outcome.Directory.Result);
        }
        finally
        {
            (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = (before, current);
        }
    }
}
