using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The model is too small or too restrained for the task. A model that gets nearly all training samples right is not; one that fits them much better than unseen ones has capacity to spare, unless its
/// scenario restrains it strongly: what a penalty leaves can be fitted too well and still be too little. Otherwise only a larger or freer model tells.
/// </summary>
internal sealed class UnderfittingRule : ICauseRule
{
    /// <summary>Restraint that few would choose: ten times the factor of Keras' own example of a regularised network, and more dropout than Srivastava et al. 2014 give hidden units.</summary>
    private const double StrongPenalty = 0.01;

    private const double StrongDropout = 0.5;

    public string Cause => Causes.Underfitting;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        double delta = evidence.SmallestEffect;
        if (ChanceAccuracy.Of(evidence.Baseline) is not { } train)
        {
            return CauseJudgement.NotExamined(Cause, "no repeat of the baseline measured training samples");
        }

        string accuracy = $"Training accuracy is {Points.Percent(train.Accuracy)} ({Points.Range(train.Interval)})";
        if (RemedyChoice.Best(evidence, Cause) is { } larger)
        {
            return Measured(evidence, larger, $"{accuracy}.");
        }

        if (1 - train.Interval.Lower < delta)
        {
            return CauseJudgement.Absent(Cause, $"{accuracy}: there are fewer than {Points.Whole(delta)} left to fit.");
        }

        if (!IsStronglyRestrained(evidence.Options.Model) && GapConclusion.PartEstimate(evidence.Baseline, "generalisation") is { } crossed && CauseEstimate.Of(crossed) is var gap && gap.Interval().Lower > delta)
        {
            return CauseJudgement.Absent(Cause, $"The model fits training samples {EstimateText.Of(gap)} better than unseen ones: it has capacity that it does not need for what they have in common.");
        }

        return new CauseJudgement
        {
            Cause = Cause,
            Evidence = [$"{accuracy}{(IsStronglyRestrained(evidence.Options.Model) ? ", and the scenario restrains the model strongly: with less it may reach more" : ", and not surely higher than on unseen samples: a larger model may reach more")}."],
            Against = [.. StillFalling(evidence)],
            Advice = "Run mlpipelines diagnose: it trains a larger model beside this one.",
        };
    }

    private static bool IsStronglyRestrained(ModelOptions model) => model is NetworkOptions network
        && (network.L2 >= StrongPenalty || network.Dropout > StrongDropout
            || network.Layers?.Any(layer => layer is DenseOptions { L2: >= StrongPenalty } or Conv2DOptions { L2: >= StrongPenalty } or DropoutOptions { Rate: > StrongDropout }) == true);

    private CauseJudgement Measured(DiagnosisEvidence evidence, RemedyMeasurement larger, string accuracy)
    {
        var effect = CauseEstimate.Of(larger.Test);
        CrossedEstimate? train = PairedTrain(evidence.Baseline, larger);
        bool fitsMore = train is null || train.Interval().Lower > 0;
        string ofTrain = train is null ? "" : $" On training samples it changes accuracy by {EstimateText.Of(CauseEstimate.Of(train))}.";
        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = effect,
            Effect = effect,
            Evidence = fitsMore ? [accuracy, RemedyChoice.Sentence(larger) + ofTrain] : [accuracy],
            Against = [.. fitsMore ? [] : (string[])[$"{RemedyChoice.Sentence(larger)}{ofTrain}"], .. StillFalling(evidence)],
            Excluded = evidence.Result.Dynamics is { StillFalling: false } ? ["Training that ended too early is no explanation: the loss was not falling any more."] : [],
            Advice = "Use a larger model, or restrain this one less.",
        };
    }

    private static IEnumerable<string> StillFalling(DiagnosisEvidence evidence) => evidence.Result.Dynamics is { StillFalling: true } dynamics
        ? [$"The loss was still falling by {Points.Percent(-dynamics.FinalTrend)} per epoch when training ended: more epochs explain a low training accuracy, too."]
        : [];

    private static CrossedEstimate? PairedTrain(VariantScores baseline, RemedyMeasurement larger)
    {
        int[] repeats = [.. baseline.RepeatsWith(MeasurementNames.TrainClean).Intersect(larger.Scores.RepeatsWith(MeasurementNames.TrainClean))];
        SignedMeasurement[] terms =
            [new(larger.Scores, MeasurementNames.TrainClean, 1), new(baseline, MeasurementNames.TrainClean, -1)];
        return repeats.Length == 0 ? null : StatisticEstimate.Of(terms, RowMetric.Accuracy, repeats);
    }
}
