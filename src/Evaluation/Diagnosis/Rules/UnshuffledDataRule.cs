using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Samples are presented in an order that the model learns instead of the task. The symptom: epochs follow the source's order, whole or through a buffer, and equal labels stand together
/// in it. The test effect of shuffling decides.
/// </summary>
/// <remarks>
/// Labels stand together when there are fewer runs of equal labels than chance makes, by four of its standard deviations. In a random order the number of runs of n labels has a
/// standard deviation of at most sqrt(n)/2 (Wald and Wolfowitz 1940; each of the n - 1 places between neighbours begins a run or not), and four of them are exceeded by chance in fewer
/// than one of 10,000 orders.
/// </remarks>
internal sealed class UnshuffledDataRule : ICauseRule
{
    private const double SureDeviations = 4;

    public string Cause => Causes.UnshuffledData;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        TrainingOptions training = evidence.Options.Training;
        if (evidence.Options.Model is not NetworkOptions)
        {
            return CauseJudgement.Absent(Cause, "The model is fitted to all samples at once: their order does not matter.");
        }

        if (training.Order == SampleOrder.Shuffled)
        {
            return CauseJudgement.Absent(Cause, "Every epoch shuffles all training samples.");
        }

        int rows = TrainingSteps.Rows(evidence);
        string order = training.Order == SampleOrder.Source
            ? "Epochs present training samples as the source lists them."
            : Text($"Epochs present training samples as the source lists them, through a buffer of {training.ShuffleBuffer} of {rows}.");
        return SymptomJudgement.Of(evidence, Cause, SymptomOf(evidence.Audit?.LabelOrder, training, rows, order));
    }

    private static Symptom SymptomOf(LabelOrder? labels, TrainingOptions training, int rows, string order)
    {
        const string Remedy = "with shuffled samples";
        if (training.Order == SampleOrder.Buffered && training.ShuffleBuffer >= rows)
        {
            return new Symptom(IsThere: false, Remedy) { Against = [order, "A buffer that holds all of them shuffles them all."] };
        }

        if (labels is null || labels.MeanRun <= 0 || labels.ExpectedRun <= 0)
        {
            return new Symptom(IsThere: true, Remedy) { For = [order, "Whether equal labels stand together in that order was not measured."] };
        }

        double missing = (rows / labels.ExpectedRun) - (rows / labels.MeanRun);
        double deviations = missing / (Math.Sqrt(rows) / 2);
        string runs = Text($"Equal labels come {labels.MeanRun:0.##} in a row, where chance makes {labels.ExpectedRun:0.##}{(labels.BatchEntropyShare is { } share ? $"; a batch has {Points.Percent(share)} of the label entropy of all samples" : "")}.");
        return deviations > SureDeviations
            ? new Symptom(IsThere: true, Remedy) { For = [order, runs] }
            : new Symptom(IsThere: false, Remedy) { Against = [order, runs + " That is what chance makes."] };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
