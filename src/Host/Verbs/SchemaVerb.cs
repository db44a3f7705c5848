using System.CommandLine;

namespace MlPipelines.Host;

/// <summary><c>schema</c>: prints or writes the JSON schema.</summary>
internal static class SchemaVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string?> output = VerbOptions.Path<string?>("--output", "FILE", "Writes the schema to this file instead of printing it.");
        var verb = new VerbCommand("schema", "Prints the JSON schema of mlconfig.json, which editors use to complete and check it.")
        {
            Examples = [new("mlpipelines schema --output mlconfig.schema.json", "Writes the file that \"$schema\" of mlconfig.json names.")],
        };
        verb.Add(output);
        verb.SetAction(async (parse, cancellation) =>
        {
            string schema = operations.GenerateSchema();
            if (parse.GetValue(output) is not string file)
            {
                await environment.Output.WriteAsync(schema.AsMemory(), cancellation).ConfigureAwait(false);
                return ExitCode.Fine;
            }

            string path = environment.Absolute(file);
            await File.WriteAllTextAsync(path, schema, cancellation).ConfigureAwait(false);
            environment.Tell($"schema: {environment.Shown(path)}");
            return ExitCode.Fine;
        });
        return verb;
    }
}
