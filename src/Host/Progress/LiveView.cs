using System.Globalization;
using Spectre.Console;

namespace MlPipelines.Host;

/// <summary>
/// Lays a study's progress out: trials in all with a bar and the time left, a line per running trial, a line per variant with what finished
/// trials gave. Every line fits the terminal; where rows are short, variants that have nothing to show go first.
/// </summary>
internal sealed class LiveView(int columns, int rows, bool unicode)
{
    private const int NameColumns = 24;
    private const int BarColumns = 40;

    /// <summary>The lines of this moment.</summary>
    public Rows Render(StudyProgress progress, DateTimeOffset now, bool stopping)
    {
        List<Text> lines = [.. Head(progress, now)];
        if (stopping)
        {
            lines.Add(Line("stopping; finished trials are kept", new Style(Color.Yellow)));
        }

        lines.AddRange(progress.Trials.Where(trial => trial.Stage == TrialStage.Running).Select(trial => Running(trial, now)));
        lines.AddRange(Variants(progress).Take(Math.Max(0, rows - lines.Count)));
        return new Rows(lines);
    }

    private IEnumerable<Text> Head(StudyProgress progress, DateTimeOffset now)
    {
        if (progress.Decoding is (int done, int total))
        {
            yield return Line($"decoding images: {Quantities.Count(done)} of {Quantities.Count(total)}", Style.Plain);
            yield return Line(Bar(total == 0 ? 0 : (double)done / total), new Style(Color.Blue));
        }
        else if (progress.Scenario is null)
        {
            yield return Line("reading the data", Style.Plain);
        }
        else if (progress.IsConcluding)
        {
            yield return Line($"{progress.Scenario}: computing the statistics", Style.Plain);
        }
        else
        {
            string trials = $"{Quantities.Count(progress.Over)} of {Quantities.Count(progress.Trials.Count, "trial")}";
            yield return Line($"{progress.Scenario}: {trials}{TimeLeft.Phrase(progress, now)}", new Style(decoration: Decoration.Bold));
            if (progress.Round is { } round)
            {
                yield return Line(TextLayout.Printable(round), Style.Plain);
            }

            yield return Line(Bar(Share(progress)), new Style(Color.Blue));
        }
    }

    /// <summary>The share of the work that is done, running trials counted by their epochs.</summary>
    private static double Share(StudyProgress progress) => progress.Trials.Count == 0 ? 0 : (progress.Over + progress.Trials
        .Where(trial => trial is { Stage: TrialStage.Running, LastEpoch: not null, Epochs: > 0 })
        .Sum(trial => (trial.LastEpoch!.Epoch + 1.0) / trial.Epochs)) / progress.Trials.Count;

    private string Bar(double share)
    {
        int width = Math.Min(BarColumns, columns - 6);
        int full = (int)Math.Round(width * Math.Clamp(share, 0, 1));
        (char done, char open) = unicode ? ('━', '─') : ('=', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{new string(done, full)}{new string(open, width - full)} {100 * share,4:0}%");
    }

    private Text Running(TrialProgress trial, DateTimeOffset now)
    {
        string name = Padded(TrialName.Of(trial.Trial));
        string text = trial.LastEpoch is null
            ? $"  {name}  starting, {Quantities.Duration(now - trial.Started!.Value)}"
            : $"  {name}  {Epoch(trial)}";
        return Line(text, Style.Plain);
    }

    private static string Epoch(TrialProgress trial)
    {
        int width = trial.Epochs.ToString(CultureInfo.InvariantCulture).Length;
        string done = (trial.LastEpoch!.Epoch + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {done}/{trial.Epochs}  loss {Quantities.Loss(trial.LastEpoch.RunningLoss)}  {trial.LastEpoch.HeldOutSet} {Quantities.Percent(trial.LastEpoch.HeldOutAccuracy)}");
    }

    private IEnumerable<Text> Variants(StudyProgress progress)
    {
        foreach (var variant in progress.Trials.GroupBy(trial => trial.Trial.Variant, StringComparer.Ordinal))
        {
            TrialProgress[] finished = [.. variant.Where(trial => trial.Stage == TrialStage.Finished)];
            int failed = variant.Count(trial => trial.Stage == TrialStage.Failed);
            if (finished.Length > 0 || failed > 0)
            {
                TrialProgress[] measured = [.. finished.Where(trial => trial is { TrainAccuracy: not null, TestAccuracy: not null })];
                string means = measured.Length == 0
                    ? ""
                    : $"  train {Quantities.Percent(measured.Average(trial => trial.TrainAccuracy!.Value))}  test {Quantities.Percent(measured.Average(trial => trial.TestAccuracy!.Value))}";
                string failures = failed == 0 ? "" : $"  {Quantities.Count(failed)} failed";
                yield return Line($"  {Padded(variant.Key)}  {Quantities.Count(finished.Length)} finished{means}{failures}", new Style(failed == 0 ? Color.Green : Color.Red));
            }
        }
    }

    private string Padded(string name) => TextLayout.Fit(name, Math.Min(NameColumns, columns / 3)).PadRight(Math.Min(NameColumns, columns / 3));

    private Text Line(string text, Style style) => new(TextLayout.Fit(text, columns - 1), style) { Overflow = Overflow.Crop };
}
