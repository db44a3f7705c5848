using System.CommandLine;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary><c>validate</c>: checks every scenario of a configuration file.</summary>
internal static class ValidateVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string> config = VerbOptions.Config();
        var verb = new VerbCommand("validate", "Checks every scenario of the configuration file and lists all problems at once.")
        {
            Examples =
            [
                new("mlpipelines validate", "Checks mlconfig.json in the current folder."),
                new("mlpipelines validate --config photos/mlconfig.json", "Checks another file."),
            ],
        };
        verb.Add(config);
        verb.SetAction(parse =>
        {
            string file = environment.Absolute(parse.GetRequiredValue(config));
            MlConfig content = operations.ReadConfiguration(file);
            int variants = content.Scenarios.Values.Sum(scenario => scenario.Variants.Count);
            environment.Tell(
                $"{environment.Shown(file)}: {Quantities.Count(content.Scenarios.Count, "scenario")}, {Quantities.Count(variants, "variant")}, no problems");
            return ExitCode.Fine;
        });
        return verb;
    }
}
