using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// Test samples that are copies, or nearly copies, of training samples.
/// </summary>
public static class LeakageAudits
{
    private const int MostExamples = 10;

    /// <summary>Looks for copies of test samples among training and selection samples.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">What the model sees; without one, near copies of images go by their pixels alone.</param>
    /// <param name="writePicture">Writes the picture of a row of a set and gives its path relative to the run directory; null for a table.</param>
    /// <param name="cancellation">Checked every few hundred samples.</param>
    /// <returns>Null when there is no training or no test sample.</returns>
    public static LeakageAudit? Audit(
        PreparedData data, ModelView? model, Func<SampleSet, int, string?>? writePicture, CancellationToken cancellation)
    {
        if (data.Train.Count == 0 || data.Test.Count == 0)
        {
            return null;
        }

        AuditedSets sets = new(data);
        CopyFindings found = data.Cells is { } cells ? TableCopies.Find(data, cells, cancellation) : ImageCopies.Find(data, model, cancellation);
        return new LeakageAudit
        {
            TestRows = data.Test.Count,
            Exact = found.Pairs.Count(pair => pair.IsExact),
            Near = found.Pairs.Count(pair => !pair.IsExact),
            Rows = [.. found.Pairs.Select(pair => Row(pair, sets))],
            TrainingCopies = [.. found.Copies.Order().Select(sets.At).Select(sample => sample.Set.Ids[sample.Row]).Distinct()],
            Examples =
            [
                .. found.Pairs.OrderBy(pair => pair.Distance).ThenBy(pair => !pair.IsExact).ThenBy(pair => pair.TestRow).Take(MostExamples)
                    .Select(pair => Example(pair, sets, data.Classes, writePicture)),
            ],
            Method = found.Method,
        };
    }

    private static LeakedRow Row(CopyPair pair, AuditedSets sets)
    {
        (SampleSet set, int row) = sets.At(pair.Reference);
        return new LeakedRow(pair.TestRow, set.Name, row, pair.IsExact, set.Labels[row] == sets.Test.Labels[pair.TestRow]);
    }

    private static LeakedPair Example(CopyPair pair, AuditedSets sets, IReadOnlyList<string> classes, Func<SampleSet, int, string?>? writePicture)
    {
        (SampleSet set, int row) = sets.At(pair.Reference);
        return new LeakedPair(
            sets.Test.Ids[pair.TestRow],
            set.Ids[row],
            classes[sets.Test.Labels[pair.TestRow]],
            classes[set.Labels[row]],
            pair.IsExact,
            pair.Distance,
            writePicture?.Invoke(sets.Test, pair.TestRow),
            writePicture?.Invoke(set, row));
    }
}
