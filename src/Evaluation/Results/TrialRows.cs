namespace MlPipelines.Evaluation;

/// <summary>
/// The rows of one measurement of one trial (<c>predictions.csv</c>: <c>measurement,row,id,label,predicted,confidence,pTrue</c> and, for validation and test,
/// <c>p0..pK-1</c>).
/// </summary>
/// <param name="Rows">The row in its sample set; the same row in every repeat is the same sample while the split is fixed.</param>
/// <param name="Ids">What a user would call the sample.</param>
/// <param name="Labels">The true class.</param>
/// <param name="Predicted">The class with the greatest probability; the first of equals.</param>
/// <param name="TrueProbabilities">The probability of the true class.</param>
/// <param name="Confidences">The probability of the predicted class.</param>
/// <param name="Probabilities">(rows, classes), the classes varying fastest; null where only the above was kept.</param>
public sealed record TrialRows(
    IReadOnlyList<int> Rows,
    IReadOnlyList<string> Ids,
    IReadOnlyList<int> Labels,
    IReadOnlyList<int> Predicted,
    IReadOnlyList<float> TrueProbabilities,
    IReadOnlyList<float> Confidences,
    float[]? Probabilities);
