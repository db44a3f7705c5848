using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>The rows of all folds, one after the other.</summary>
/// <param name="Ids">What a user would call each row.</param>
/// <param name="Labels">The given class of each row.</param>
/// <param name="Probabilities">(rows, classes), the classes varying fastest.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record AuditedRows(string[] Ids, int[] Labels, float[] Probabilities, int Classes)
{
    /// <summary>The number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Puts folds together.</summary>
    /// <exception cref="ArgumentException">A fold has no probabilities, or those of another number of classes; or there is no row.</exception>
    public static AuditedRows Of(IReadOnlyList<TrialRows> folds, int classes)
    {
        foreach (TrialRows fold in folds)
        {
            if (fold.Labels.Count != fold.Ids.Count || fold.Probabilities?.Length != fold.Labels.Count * classes)
            {
                throw new ArgumentException($"a fold has not the probabilities of {classes} classes for each of its rows", nameof(folds));
            }
        }

        AuditedRows rows = new(
            [.. folds.SelectMany(fold => fold.Ids)],
            [.. folds.SelectMany(fold => fold.Labels)],
            [.. folds.SelectMany(fold => fold.Probabilities!)],
            classes);
        return rows.Count > 0 ? rows : throw new ArgumentException("there is no row to audit", nameof(folds));
    }

    /// <summary>The probabilities of a row.</summary>
    public ReadOnlySpan<float> Of(int row) => Probabilities.AsSpan(row * Classes, Classes);
}
