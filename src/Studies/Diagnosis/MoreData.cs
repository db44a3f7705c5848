using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// What twice as many training samples would bring, from a quarter, a half and all of those that there are. The error follows <c>c + a n^-b</c> (Hestness et al. 2017);
/// over sizes that double, its falls shrink by the same factor each time, so three points give the next one: e(2n) = e(n) - fall^2 / fall before.
/// </summary>
internal static class MoreData
{
    private const string What = "twice as many training samples";

    public static IEnumerable<RemedyProposal> Propose(DiagnosedCase study)
    {
        double?[] errors = [Error(study, EvidenceVariants.Quarter), Error(study, EvidenceVariants.Half), Error(study, null)];
        return errors is [double quarter, double half, double all]
            ? [new RemedyProposal(What, null, Sentence(quarter, half, all)) { IsExtrapolated = Next(quarter, half, all) is not null }]
            : [new RemedyProposal(What, null, "It takes samples that the study does not have, and no learning curve was measured from which to extrapolate.")];
    }

    /// <summary>The error with twice as many samples; null where errors do not fall at both steps, by less each time.</summary>
    internal static double? Next(double quarter, double half, double all)
    {
        (double before, double last) = (quarter - half, half - all);
        return before > 0 && last > 0 && last < before ? all - (last * last / before) : null;
    }

    private static string Sentence(double quarter, double half, double all)
    {
        string measured = FormattableString.Invariant(
            $"Test accuracy was {100 * (1 - quarter):0.0}% with a quarter of the training samples, {100 * (1 - half):0.0}% with half and {100 * (1 - all):0.0}% with all of them");
        return Next(quarter, half, all) is { } next
            ? FormattableString.Invariant($"{measured}: the power law through these gives {100 * (1 - next):0.0}% with twice as many. It was not run, and has no interval.")
            : $"{measured}: these do not follow a power law, so nothing is said of more.";
    }

    /// <summary>Mean test error over the repeats that the part of the data was trained in, of the part or, where its name is null, of the baseline.</summary>
    private static double? Error(DiagnosedCase study, string? part)
    {
        HashSet<int> repeats = [.. study.Reserved(EvidenceVariants.Quarter).Select(trial => trial.Repeat)];
        IReadOnlyList<TrialResult> trials = part is null ? study.Result.Variants[0].Trials : study.Reserved(part);
        double[] errors =
        [
            .. trials.Where(trial => trial.State == TrialState.Finished && repeats.Contains(trial.Repeat))
                .Select(trial => 1 - trial.Measurements[MeasurementNames.Test].Accuracy),
        ];
        return errors.Length == 0 ? null : errors.Average();
    }
}
