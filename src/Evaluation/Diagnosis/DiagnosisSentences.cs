using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The diagnosis as a colleague would give it, from the numbers of the findings alone. A remedy is called a help only where it was run, chosen on validation, and better on test.</summary>
internal static class DiagnosisSentences
{
    private const double Most = 0.5;

    public static IReadOnlyList<string> Of(DiagnosisResult result, DiagnosisEvidence evidence) =>
    [
        .. result.Verdict switch
        {
            Causes.Healthy => Healthy(result),
            Causes.CannotTell => [result.Needed!.Sentence],
            _ => Present(result, evidence),
        },
        .. Counted(result),
        .. Rest(result, evidence.Result.Gap),
        .. Remedies(result),
        .. Unfinished(result),
    ];

    private static IEnumerable<string> Healthy(DiagnosisResult result)
    {
        int examined = result.Findings.Count(finding => finding.State == "absent");
        yield return EstimateText.Text($"Healthy: none of the {examined} causes that were examined costs {Points.Whole(result.SmallestEffect)} or more.");
    }

    private static IEnumerable<string> Present(DiagnosisResult result, DiagnosisEvidence evidence)
    {
        Finding[] present = [.. result.Findings.Where(finding => finding.State == "present")];
        yield return First(present[0], evidence);
        foreach (Finding finding in present.Skip(1))
        {
            yield return Further(finding, evidence);
        }
    }

    private static string First(Finding finding, DiagnosisEvidence evidence)
    {
        string word = CauseWords.Of(finding.Cause);
        if (finding is not { GapPoints: { } points, GapInterval: { } interval } || points <= 0 || HidesAGap(finding) || evidence.Result.Gap is not { } gap)
        {
            return $"{EstimateText.Capital(word)}. {string.Join(' ', finding.Evidence.Concat(finding.Against).Take(Math.Max(1, Math.Min(2, finding.Evidence.Count))))}".TrimEnd();
        }

        // A share of the total means something only when no part takes away from it.
        bool isMost = gap.Parts.All(part => part.Interval.Lower >= 0 || part.Difference >= 0) && points >= Most * gap.Total.Difference;
        string amount = EstimateText.Text($"{Points.Of(points)} of the {Points.Counted(gap.Total.Difference)} ({Points.Range(interval)})");
        string what = finding.Cause == Causes.DistributionShift && ShiftWords.Difference(evidence) is { } difference ? $" Test samples {difference} than training ones." : "";
        return $"{(isMost ? "Mostly" : "Above all")} {word}: {amount}.{what}";
    }

    private static string Further(Finding finding, DiagnosisEvidence evidence)
    {
        if (finding is not { GapPoints: { } points, GapInterval: { } interval } || (points > 0 && HidesAGap(finding)))
        {
            return $"Also {CauseWords.Of(finding.Cause)}. {finding.Evidence.Concat(finding.Against).FirstOrDefault()}".TrimEnd();
        }

        string source = finding.Cause == Causes.DistributionShift && ShiftWords.Difference(evidence) is { } difference
            ? $"test samples that {difference} than training ones"
            : CauseWords.Source(finding.Cause);
        return points < 0
            ? $"{EstimateText.Capital(source)} hides {Points.Counted(-points)} of the gap ({Points.Range(new Interval(-interval.Upper, -interval.Lower))})."
            : $"{Points.Counted(points)} ({Points.Range(interval)}) come{(Points.Of(points) == "1.0" ? "s" : "")} from {source}.";
    }

    /// <summary>Copies make test accuracy too high: what they add to a gap is chance, and what they are and do is the number to lead with.</summary>
    private static bool HidesAGap(Finding finding) => finding.Cause == Causes.TrainTestLeakage;

    /// <summary>Copies of test samples are there whatever they do, and nobody has to wait for the answer to take them out.</summary>
    private static IEnumerable<string> Counted(DiagnosisResult result)
    {
        if (result.Findings.FirstOrDefault(finding => finding is { Cause: Causes.TrainTestLeakage, State: "undecided" }) is { } open)
        {
            yield return $"{string.Join(' ', open.Evidence)} Whether that matters is open; take them out whatever the answer is.";
        }
    }

    /// <summary>What no cause owns, beside what one run shows by luck.</summary>
    private static IEnumerable<string> Rest(DiagnosisResult result, GapResult? gap)
    {
        GapAllocation? harmless = result.Allocation.FirstOrDefault(share => share.Cause == GapDivision.Harmless);
        if (harmless is not null)
        {
            yield return $"{Points.Counted(harmless.Points)} of generalisation gap are harmless: nothing shows that they cost accuracy on unseen samples.";
        }

        if (gap is null || result.Allocation.All(share => share.Cause is GapDivision.Unexplained or GapDivision.Harmless))
        {
            yield break;
        }

        double left = result.Allocation.Where(share => share.Cause == GapDivision.Unexplained).Sum(share => share.Points);
        double luck = gap.Floor.SingleRun ?? gap.Floor.Mean;
        if (Points.Of(left) is not ("0.0" or "-0.0"))
        {
            yield return Math.Abs(left) <= luck
                ? $"The rest, {Points.Counted(left)}, is within what seeds and rows alone produce (±{Points.Of(luck)})."
                : $"{Points.Counted(left)} are not explained by any cause that was examined.";
        }
    }

    private static IEnumerable<string> Remedies(DiagnosisResult result)
    {
        RemedyResult[] run = [.. result.Remedies.Where(remedy => remedy.Verdict is not (RemedyResults.NotRun or RemedyResults.Extrapolated) && remedy.Test is not null)];
        foreach (RemedyResult chosen in run.Where(remedy => remedy.IsChosen))
        {
            yield return Chosen(chosen);
        }

        foreach (RemedyResult ofTest in run.Where(remedy => !remedy.IsChosen && remedy.ChangesTestOnly && remedy.Verdict == "better"))
        {
            yield return $"{EstimateText.Capital(ofTest.What)}: {Recovers(ofTest)}. It changes test samples only, so that validation could not choose it.";
        }

        RemedyResult[] others = [.. run.Where(remedy => !remedy.IsChosen && !(remedy.ChangesTestOnly && remedy.Verdict == "better"))];
        if (Names(others, "equivalent", "worse") is { Count: > 0 } useless)
        {
            yield return $"{EstimateText.Capital(EstimateText.List(useless))} {(useless.Count == 1 ? "does" : "do")} not help here.";
        }

        if (Names(others, "better", "inconclusive") is { Count: > 0 } open)
        {
            yield return $"Whether {EstimateText.List(open)} help{(open.Count == 1 ? "s" : "")} is not shown: validation did not choose {(open.Count == 1 ? "it" : "them")}.";
        }

        if (result.Remedies.FirstOrDefault(remedy => remedy.Verdict == RemedyResults.Extrapolated) is { Test: { } gain } extrapolated)
        {
            yield return $"{EstimateText.Capital(extrapolated.What)} would add {Points.Counted(gain.Difference)} ({Points.Range(gain.Interval)}) if the learning curve goes on; that is extrapolated, not run.";
        }
    }

    private static string Chosen(RemedyResult remedy)
    {
        string metric = remedy.Metric == "accuracy" ? "" : " of balanced accuracy";
        string size = $"{Points.Counted(remedy.Test!.Difference)}{metric} ({Points.Range(remedy.Test.Interval)}; {EstimateText.Text($"{remedy.Repeats}")} paired repeats)";
        string what = EstimateText.Capital(remedy.What);
        return remedy.Verdict switch
        {
            "better" => $"{what} recovers {size}.",
            "worse" => $"{what}, chosen on validation samples, does worse on test samples: {size}.",
            "equivalent" => $"{what}, chosen on validation samples, changes nothing that matters on test samples: {size}.",
            _ => $"{what} is chosen on validation samples; on test samples it is not shown to help: {size}.",
        };
    }

    private static string Recovers(RemedyResult remedy) => EstimateText.Text(
        $"recovers {Points.Counted(remedy.Test!.Difference)} ({Points.Range(remedy.Test.Interval)}; {remedy.Repeats} paired repeats)");

    private static List<string> Names(IEnumerable<RemedyResult> remedies, params string[] verdicts) =>
        [.. remedies.Where(remedy => verdicts.Contains(remedy.Verdict)).Select(remedy => remedy.What)];

    private static IEnumerable<string> Unfinished(DiagnosisResult result)
    {
        string[] unexamined = [.. result.Findings.Where(finding => finding.State == "notExamined").Select(finding => CauseWords.Of(finding.Cause))];
        if (unexamined.Length > 0)
        {
            yield return $"Not examined: {EstimateText.List(unexamined)}.";
        }

        if (!result.IsComplete && result.Verdict != Causes.CannotTell && result.Remedies.All(remedy => remedy.Verdict == RemedyResults.NotRun))
        {
            yield return "No remedy was run: mlpipelines diagnose runs those that the causes suggest.";
        }
    }
}
