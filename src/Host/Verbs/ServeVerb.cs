using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace MlPipelines.Host;

/// <summary><c>serve</c>: pages over the folder of runs, for a browser on this machine.</summary>
internal static class ServeVerb
{
    private const int DefaultPort = 5080;
    private const string DefaultHost = "127.0.0.1";

    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        Option<int> port = Port();
        Option<IPAddress> host = Host();

        var verb = new VerbCommand("serve", "Shows the runs in a browser: list, reports, comparisons, and studies while they run. Nothing can be changed from there.")
        {
            Examples =
            [
                new("mlpipelines serve", "Serves the runs beside mlconfig.json at http://127.0.0.1:5080/."),
                new("mlpipelines serve --output /data/runs --port 8000", "Serves another folder at another port."),
            ],
        };
        foreach (Option option in new Option[] { config, output, port, host })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            string folder = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null).Output;
            var options = new ServeOptions(folder, environment.Shown(folder), parse.GetRequiredValue(host), parse.GetValue(port)) { Time = environment.Time };
            if (!options.IsLocal)
            {
                TextLayout.WriteLabelled(
                    environment.Error,
                    "! ",
                    $"--host {options.Address}: everybody who can reach this machine over the network can read all runs, with the names of files and samples and the configurations. There is no password.",
                    environment.TextWidth);
            }

            if (!Directory.Exists(folder))
            {
                TextLayout.WriteLabelled(environment.Error, "! ", $"{environment.Shown(folder)} does not exist yet; runs appear once there are any.", environment.TextWidth);
            }

            await operations.ServeAsync(
                options,
                environment.Error,
                address => environment.Output.WriteLine($"serving {options.ShownFolder} at {address} (read only; Ctrl-C ends it)"),
                cancellation).ConfigureAwait(false);
            return ExitCode.Fine;
        });
        return verb;
    }

    private static Option<int> Port() => new("--port")
    {
        HelpName = "N",
        Description = "The port, 1 to 65535; 0 takes one that is free.",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? port
            : Fail(result, $"--port: expected a whole number from 0 to {IPEndPoint.MaxPort}, received '{result.Tokens[0].Value}'.", 0),
    };

    private static Option<IPAddress> Host() => new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen on; any but the default can be reached from other machines.",
        DefaultValueFactory = _ => IPAddress.Parse(DefaultHost),
        CustomParser = result => ServeOptions.ParseHost(result.Tokens[0].Value)
            ?? Fail(result, $"--host: expected an IP address such as {DefaultHost} or 0.0.0.0, or localhost, received '{result.Tokens[0].Value}'.", IPAddress.None),
    };

    private static T Fail<T>(ArgumentResult result, string message, T value)
    {
        result.AddError(message);
        return value;
    }
}
