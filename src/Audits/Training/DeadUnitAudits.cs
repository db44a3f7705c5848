using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Relu units that pass nothing on.</summary>
public static class DeadUnitAudits
{
    /// <summary>The validation rows at most. A unit that is active on one row in 500 is found alive on this many with a probability of 86%, chosen here.</summary>
    private const int MostRows = 1000;

    /// <summary>Counts the dead units of each hidden layer on validation samples, prepared as in training.</summary>
    /// <returns>Null for a model without hidden relu layers.</returns>
    public static DeadUnits? Audit(PreparedData data, ITrainedModel model, CancellationToken cancellation)
    {
        int[] rows = SampleSubset.EvenRows(data.Validation.Count, MostRows);
        IReadOnlyList<SilentUnits> layers = model.DeadUnits(new SampleSubset(data.Validation, rows), PreprocessingPath.Training, cancellation);
        return layers.Count == 0
            ? null
            : new DeadUnits(rows.Length, [.. layers.Select(layer => new LayerDeadUnits(layer.Layer, layer.Units, (double)layer.Dead / layer.Units))]);
    }
}
