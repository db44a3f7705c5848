using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>What a model gets wrong in test, the surest first: a sure mistake is a wrong label, an odd sample, or something that the model has not understood.</summary>
public static class MistakeAudits
{
    /// <summary>As many as a page shows without becoming a list.</summary>
    private const int MostExamples = 24;

    /// <summary>Finds the mistakes.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">What the model says of the test samples; null without a model.</param>
    /// <param name="pictures">Where pictures go; null for a table.</param>
    /// <returns>Null without a model or test samples.</returns>
    public static MistakeAudit? Audit(PreparedData data, ModelView? model, IPictureWriter? pictures)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (model?.Probabilities.GetValueOrDefault(data.Test.Name) is not { Length: > 0 } probabilities)
        {
            return null;
        }

        TestPredictions predictions = new(data, probabilities);
        int[] wrong = [.. predictions.Wrong()];
        return new MistakeAudit(
            data.Test.Count,
            wrong.Length,
            [
                .. wrong.Take(MostExamples).Select(row => new Mistake(
                    row,
                    data.Test.Ids[row],
                    data.Classes[data.Test.Labels[row]],
                    data.Classes[predictions.Predicted[row]],
                    predictions.Confidence(row),
                    predictions.Probability(row, data.Test.Labels[row]),
                    pictures?.Write(data.Test, row))),
            ]);
    }
}
