namespace MlPipelines.Configuration;

/// <summary>Checks of <c>gates</c>. They stand on the scenario and judge the baseline.</summary>
internal static class GateChecks
{
    private const string Path = "gates.require";

    /// <summary>Every gate can be read, names what there is, and stands there once.</summary>
    public static void GatesAreGates(ScenarioView scenario)
    {
        if (scenario is not { Baseline: null, Options.Gates: { } gates })
        {
            return;
        }

        if (gates.Require.Count == 0)
        {
            scenario.Refuse(Path, "at least one gate", "an empty array", "Remove \"gates\", or write one such as \"test.accuracy >= 0.88\".");
        }

        if (SourceChecks.Repeated(gates.Require) is { } again)
        {
            scenario.Refuse(Path, "every gate once", $"{Quoted.Text(again)} again", null);
        }

        foreach (string text in gates.Require.Distinct())
        {
            Check(scenario, text);
        }
    }

    private static void Check(ScenarioView scenario, string text)
    {
        switch (GateExpression.Parse(text))
        {
            case null:
                scenario.Refuse(Path, GateExpression.Form, Quoted.Text(text), "A comparison is >= or <=; of a cause only \"absent\" can be asked.");
                break;
            case { Cause: { } cause } when !Causes.All.Contains(cause):
                scenario.Refuse(Path, $"one of the causes {Quoted.List(Causes.All)}", Quoted.Text(cause), NearestName.Suggestion(cause, Causes.All));
                break;
            case { Metric: { } metric } when !ClaimMetrics.All.Contains(metric):
                scenario.Refuse(Path, $"one of the metrics {Quoted.List(ClaimMetrics.All)}", Quoted.Text(metric), NearestName.Suggestion(metric, ClaimMetrics.All));
                break;
            case { Metric: { } metric } when ClaimChecks.ReasonNotMeasured(scenario, metric, [scenario.Options]) is { } reason:
                scenario.Refuse(
                    Path, $"a metric that can be measured here; not {Quoted.Text(metric)}, because {reason}", Quoted.Text(text), null,
                    "repeats", "vary", "model.type", "pipeline.augment");
                break;
            default:
                break;
        }
    }
}
