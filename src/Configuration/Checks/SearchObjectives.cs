namespace MlPipelines.Configuration;

/// <summary>What a search can look for, by the names that <c>search.objective</c> knows.</summary>
public static class SearchObjectives
{
    /// <summary>Mean negative logarithm of the true class's probability on the selection set; less is better.</summary>
    public const string LogLoss = "selection.logLoss";

    /// <summary>Accuracy on the selection set.</summary>
    public const string Accuracy = "selection.accuracy";

    /// <summary>Mean recall of the classes on the selection set.</summary>
    public const string BalancedAccuracy = "selection.balancedAccuracy";

    /// <summary>Mean F1 of the classes on the selection set.</summary>
    public const string MacroF1 = "selection.macroF1";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [LogLoss, Accuracy, BalancedAccuracy, MacroF1];
}
