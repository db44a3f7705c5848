namespace MlPipelines.Evaluation;

/// <summary>How predictions of new samples are written.</summary>
public enum PredictionFormat
{
    /// <summary>
    /// CSV (RFC 4180) with a header: <c>input</c>, for tables <c>row</c>, <c>class</c>, <c>probability</c>, for ensembles <c>spread</c> and <c>agreement</c>, then
    /// <c>p(CLASS)</c> for every class in the order of the study.
    /// </summary>
    Csv,

    /// <summary>A JSON object per line with the same members; <c>probabilities</c> is an object from class name to probability.</summary>
    Jsonl,
}
