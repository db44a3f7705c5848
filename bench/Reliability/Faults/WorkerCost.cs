namespace MlPipelines.Bench;

/// <summary>What a process of its own costs a trial: the same short trials in worker processes and in one process, one after another.</summary>
internal static class WorkerCost
{
    /// <summary>The figures in sentences, for logistic regression (no engine) and for a perceptron (libtorch).</summary>
    public static IReadOnlyList<string> Notes(string table, int repeats) =>
    [
        Sentence("logistic regression, which loads no engine", table, repeats, "model={\"type\":\"logisticRegression\",\"hiddenUnits\":null}", "training.epochs=null"),
        Sentence("a perceptron on libtorch", table, repeats, "training.epochs=1"),
    ];

    private static string Sentence(string what, string table, int repeats, params IReadOnlyList<string> model)
    {
        using FaultyStudy study = new(table, epochs: 1, [.. model, FormattableString.Invariant($"repeats={repeats}"), "variants=null"]);
        _ = study.Trials(inProcess: true);
        (double here, _) = study.Trials(inProcess: true);
        (double there, long memory) = study.Trials(inProcess: false);
        return FormattableString.Invariant(
            $"What a process costs a short trial of {what} ({repeats} repeats and an audit, one after another): {(there - here) / (repeats + 1):0.00} s a trial, {there / (repeats + 1):0.00} s against {here / (repeats + 1):0.00} s in one process that is warm; its peak memory is {memory / 1048576.0:0} MiB.");
    }
}
