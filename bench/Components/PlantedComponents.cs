using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Runs whose accuracy is <c>a(init) + b(order) + c(init, order) + e(rest) + d(init, order, rest)</c>, all normal with the standard deviations given
/// here: streams with interactions whose
/// effects are known.
/// </summary>
internal sealed record PlantedComponents(double Init, double Order, double Interaction, double Rest, double Residual)
{
    private const int New = 1000;

    /// <summary>The true first-order effect of the initial weights.</summary>
    public double FirstOrder => Init;

    /// <summary>The true total effect of the initial weights: with all that they take part in.</summary>
    public double Total => Math.Sqrt((Init * Init) + (Interaction * Interaction) + (Residual * Residual));

    /// <summary>The true spread when everything varies.</summary>
    public double All => Math.Sqrt((Total * Total) + (Order * Order) + (Rest * Rest));

    /// <summary>The accuracy of the run with these draws.</summary>
    public double Accuracy(int study, int init, int order, int rest) =>
        0.8
        + (Init * new CounterRandom(study, init, RandomStream.Init).NextNormal())
        + (Order * new CounterRandom(study, order, RandomStream.Order).NextNormal())
        + (Interaction * new CounterRandom(study, init, RandomStream.Sampling, order).NextNormal())
        + (Rest * new CounterRandom(study, rest, RandomStream.Dropout).NextNormal())
        + (Residual * new CounterRandom(study, init, RandomStream.Augment, order, rest).NextNormal());

    /// <summary>Repeat → accuracy of the runs in which everything is the repeat's own.</summary>
    public IReadOnlyDictionary<int, double> Baseline(int study, int repeats) =>
        Enumerable.Range(0, repeats).ToDictionary(repeat => repeat, repeat => Accuracy(study, repeat, repeat, repeat));

    /// <summary>The runs that share only the initial weights with a base, and those that change only them.</summary>
    public IReadOnlyList<ComponentRun> Runs(int study, int pairs, int bases, int changes) =>
    [
        .. Enumerable.Range(0, pairs).Select(repeat => new ComponentRun("init", true, repeat, Accuracy(study, repeat, New + repeat, New + repeat))),
        .. from repeat in Enumerable.Range(0, bases)
           from change in Enumerable.Range(1, changes)
           select new ComponentRun("init", false, repeat, Accuracy(study, (New * (change + 1)) + repeat, repeat, repeat)),
    ];
}
