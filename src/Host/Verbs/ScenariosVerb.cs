using System.CommandLine;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary><c>scenarios</c>: lists what a configuration file holds.</summary>
internal static class ScenariosVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string> config = VerbOptions.Config();
        var verb = new VerbCommand("scenarios", "Lists the scenarios of the configuration file; a star marks the one that run runs.")
        {
            Examples = [new("mlpipelines scenarios", "Lists the scenarios of mlconfig.json.")],
        };
        verb.Add(config);
        verb.SetAction(parse =>
        {
            Print(operations.ReadConfiguration(environment.Absolute(parse.GetRequiredValue(config))), environment);
            return ExitCode.Fine;
        });
        return verb;
    }

    private static void Print(MlConfig config, HostEnvironment environment)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = [.. config.Scenarios.Select(entry => Row(entry.Key, entry.Value, config.Scenario))];
        IReadOnlyList<string> lines = TextTable.Lines(["", "scenario", "data", "model", ">repeats"], rows);
        environment.Output.WriteLine(lines[0]);
        foreach ((string line, ScenarioOptions scenario) in lines.Skip(1).Zip(config.Scenarios.Values))
        {
            environment.Output.WriteLine(line);
            foreach (string about in About(scenario))
            {
                TextLayout.WriteLabelled(environment.Output, "     ", about, environment.TextWidth);
            }
        }
    }

    private static string[] Row(string name, ScenarioOptions scenario, string defaultScenario) =>
    [
        name == defaultScenario ? "*" : "",
        name,
        ConfigurationWord.Of(scenario.Data),
        ConfigurationWord.Of(scenario.Model),
        scenario.Repeats.ToString(CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<string> About(ScenarioOptions scenario)
    {
        if (scenario.Description is not null)
        {
            yield return scenario.Description;
        }

        string[] compared =
        [
            .. scenario.Variants.Keys,
            .. scenario.Sweep.Select(sweep => $"{sweep.Key} swept over {string.Join(", ", sweep.Value.Select(value => value.ToJsonString()))}"),
        ];
        if (compared.Length > 0)
        {
            yield return $"variants: {string.Join("; ", compared)}";
        }
    }
}
