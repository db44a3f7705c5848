using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The audit in whole sentences, the most serious first: what makes scores mean nothing, then what lowers them, then what is only worth knowing.</summary>
internal static class DataAuditNotes
{
    private const int NamesShown = 5;

    /// <summary>The sentences.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="duplicates">The identical samples.</param>
    /// <param name="sets">All sets.</param>
    /// <param name="isTable">Whether samples are rows of a table.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<AuditedColumn> columns, DuplicateSummary duplicates, IReadOnlyList<SampleSet> sets, bool isTable) =>
    [
        .. columns.Where(column => column.Suspicion is not null).OrderByDescending(column => column.Power ?? 0).Select(column => $"Column \"{column.Name}\": {column.Suspicion}"),
        .. OfDuplicates(duplicates, sets, isTable),
        .. OfMissing(columns),
        .. OfStrongest(columns),
    ];

    private static IEnumerable<string> OfDuplicates(DuplicateSummary duplicates, IReadOnlyList<SampleSet> sets, bool isTable)
    {
        string equal = isTable ? "equal in every feature" : "identical";
        string rows = isTable ? "rows" : "images";
        int test = sets.Single(set => set.Name == "test").Count;
        int training = sets.Where(set => set.Name != "test").Sum(set => set.Count);
        if (duplicates.AcrossTest > 0)
        {
            yield return Text($"{duplicates.AcrossTest:N0} of {test:N0} test {rows} ({Share(duplicates.AcrossTest, test)}) are {equal} to one of the training source: a model may have learned them by heart.");
        }

        if (duplicates.AcrossValidation > 0)
        {
            int validation = sets.Single(set => set.Name == "validation").Count;
            yield return Text($"{duplicates.AcrossValidation:N0} of {validation:N0} validation {rows} ({Share(duplicates.AcrossValidation, validation)}) are {equal} to a training one: validation is too kind by as much.");
        }

        if (duplicates.Conflicting > 0)
        {
            string limit = duplicates.AccuracyLimit < 1
                ? Text($" No model can exceed an accuracy of {duplicates.AccuracyLimit:F4} on the training source.")
                : " Those of the training source agree among themselves.";
            yield return Text($"{duplicates.Conflicting:N0} of {training + test:N0} {rows} have copies, {equal}, with another label.") + limit;
        }

        if (duplicates.WithinTraining > 0)
        {
            yield return Text($"{duplicates.WithinTraining:N0} of {training:N0} {rows} of the training source ({Share(duplicates.WithinTraining, training)}) are {equal} to another of them.");
        }
    }

    private static IEnumerable<string> OfMissing(IReadOnlyList<AuditedColumn> columns)
    {
        AuditedColumn[] missing = [.. columns.Where(column => column.Kind != "ignore" && column.Missing.Values.Any(share => share > 0)).OrderByDescending(column => column.Missing.Values.Max())];
        if (missing.Length > 0)
        {
            string named = string.Join(", ", missing.Take(NamesShown).Select(column =>
                $"\"{column.Name}\" ({Percent(column.Missing["train"])} of the training rows, {Percent(column.Missing["test"])} of the test rows)"));
            string first = missing.Length > NamesShown ? "the most in " : "";
            string have = missing.Length == 1 ? "has" : "have";
            yield return Text($"{missing.Length} of {columns.Count(column => column.Kind != "ignore")} feature columns {have} missing values: {first}{named}.");
        }
    }

    private static IEnumerable<string> OfStrongest(IReadOnlyList<AuditedColumn> columns)
    {
        if (columns.Where(column => column is { Power: not null, PowerInterval: not null }).MaxBy(column => column.Power) is { } strongest)
        {
            string test = strongest.TestPower is { } power ? Text($"; {power:F3} in test") : "";
            yield return Text($"\"{strongest.Name}\" alone ranks the classes best (ROC AUC {strongest.Power:F3}, 95% interval {strongest.PowerInterval!.Lower:F3} to {strongest.PowerInterval.Upper:F3}{test}).");
        }
    }

    private static string Share(int part, int whole) => Percent((double)part / whole);

    private static string Percent(double share) => share is > 0 and < 0.0005 ? "under 0.1%" : Text($"{100 * share:F1}%");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
