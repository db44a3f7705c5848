using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>
/// When a column may leak the label. The thresholds were chosen here: of the five tables that ship, the strongest honest column is <c>worst_perimeter</c> of breast_cancer with an area of
/// 0.96 (0.975 of the plain value over all rows), which must raise no alarm, and of the columns of whole numbers that are measurements <c>MonthlyRate</c> of attrition has the most different
/// values, 97%.
/// </summary>
internal static class LeakSuspicion
{
    /// <summary>From this area on, with its lower bound above <see cref="LeastLowerBound"/>, a column nearly determines the label.</summary>
    internal const double NearlyDetermining = 0.99;

    /// <summary>A lower bound that a small sample does not reach by luck: with a perfect column it takes about 22 rows of the rarer class.</summary>
    internal const double LeastLowerBound = 0.95;

    /// <summary>A loss of power in test that matters in a column that was strong in training (<see cref="LeadingBound"/>; a weak one that is only shifted leaks nothing), where the intervals are apart too. A column that ranks backwards in test has lost no more than all of its power.</summary>
    internal const double LargestDrop = 0.1;
    private const double Chance = 0.5;

    /// <summary>A column whose area has a lower bound above this was strong in training.</summary>
    internal const double LeadingBound = 0.8;

    /// <summary>
    /// A column whose area has a lower bound above this, and which leads the next best column by <see cref="LargestLead"/>, says what no other one comes near to: in the five tables that
    /// ship, no column leads the next one by more than 0.05 (churn 0.004, credit 0.05, attrition 0.007). That alone is not enough: honest data may have one good column. That of the generated blobs
    /// of <c>bench -- reliability healthy</c> has 0.845 and leads by 0.15, with a lower bound of 0.8, a little more or less by the split; one that holds the label in 90% of the rows has 0.9.
    /// </summary>
    internal const double LeastOfLeader = 0.85;
    internal const double LargestLead = 0.1;

    /// <summary>The suspicions about a column in whole sentences, or null.</summary>
    /// <param name="power">What it says about the label.</param>
    /// <param name="identifier">Why it looks like an identifier, or null.</param>
    public static string? Of(ColumnPower power, string? identifier)
    {
        List<string> sentences = [];
        if (power.OutOfFold is { Value: >= NearlyDetermining, Interval.Lower: > LeastLowerBound } strong)
        {
            sentences.Add($"It nearly determines the label by itself ({Shown(strong)}): make sure that its value is known before the label is.");
        }

        if (power is { OutOfFold: { Interval.Lower: > LeadingBound } training, Test: { } test }
            && test.Interval.Upper < training.Interval.Lower && training.Value - Math.Max(Chance, test.Value) > LargestDrop)
        {
            sentences.Add($"Its power does not carry over to the test set ({Shown(training)} on training rows, {Shown(test)} on test rows): it may be known there only afterwards, or mean something else.");
        }

        if (identifier is not null)
        {
            sentences.Add(identifier);
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    /// <summary>Adds the suspicion of a column that alone leads all others by far, where nothing graver is said of it.</summary>
    public static IReadOnlyList<AuditedColumn> WithLead(IReadOnlyList<AuditedColumn> columns)
    {
        AuditedColumn[] ranked = [.. columns.Where(column => column.Power is not null).OrderByDescending(column => column.Power)];
        if (ranked is not [{ PowerInterval.Lower: > LeastOfLeader and var lower } first, { Power: { } second } next, ..] || lower < second + LargestLead)
        {
            return columns;
        }

        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"It ranks the classes far better than any other column (ROC AUC {first.Power:F3} against {second:F3} of {next.Name}): make sure that its value is known before the label is.");
        return [.. columns.Select(column => column == first ? column with { Suspicion = column.Suspicion ?? sentence } : column)];
    }

    private static string Shown(RankingArea area) => string.Create(
        CultureInfo.InvariantCulture, $"ROC AUC {area.Value:F3}, 95% interval {area.Interval.Lower:F3} to {area.Interval.Upper:F3}");
}
