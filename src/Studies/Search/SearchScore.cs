using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The objective of a search as one number of which less is better.</summary>
/// <param name="Objective"><c>selection.logLoss</c>, <c>selection.accuracy</c>, <c>selection.balancedAccuracy</c> or <c>selection.macroF1</c>.</param>
internal sealed record SearchScore(string Objective)
{
    /// <summary>Whether more of the objective is better.</summary>
    public bool MoreIsBetter => Objective != "selection.logLoss";

    /// <summary>The objective itself, of the selection set's measurement.</summary>
    public double Value(MeasurementValues selection) => Objective switch
    {
        "selection.logLoss" => selection.LogLoss,
        "selection.accuracy" => selection.Accuracy,
        "selection.balancedAccuracy" => selection.BalancedAccuracy,
        "selection.macroF1" => selection.MacroF1,
        _ => throw new InvalidOperationException($"the objective {Objective}"),
    };

    /// <summary>The score of a measurement.</summary>
    public double Of(MeasurementValues selection) => MoreIsBetter ? -Value(selection) : Value(selection);

    /// <summary>The score after an epoch, which knows loss and accuracy only: every objective but the loss is judged by accuracy until the end.</summary>
    public double OfEpoch(double loss, double accuracy) => MoreIsBetter ? -accuracy : loss;
}
