using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlPipelines.Host;

/// <summary>
/// The span of a command line and the export of everything below it, where the environment asks for it. Where it does not, nothing is made and the exporter's libraries are not even loaded.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    /// <summary>The source of the span of a command line.</summary>
    public const string SourceName = "MlPipelines.Host";

    private static readonly ActivitySource s_source = new(SourceName);

    private readonly IDisposable? _providers;
    private readonly Activity? _span;

    private TelemetryExport(IDisposable? providers, Activity? span) => (_providers, _span) = (providers, span);

    /// <summary>Starts to export, and opens the span of this command line, below that of <c>TRACEPARENT</c> where there is one.</summary>
    public static TelemetryExport Start(HostEnvironment environment, string verb)
    {
        TelemetrySwitch asked = TelemetrySwitch.Of(environment.Variable);
        foreach (string warning in asked.Warnings)
        {
            environment.Error.WriteLine($"warning: {warning}");
        }

        if (!asked.Traces && !asked.Metrics)
        {
            return new TelemetryExport(null, null);
        }

        IDisposable providers = Providers(asked, environment);
        ActivityContext.TryParse(environment.Variable("TRACEPARENT"), environment.Variable("TRACESTATE"), isRemote: true, out ActivityContext parent);
        return new TelemetryExport(providers, s_source.StartActivity($"mlpipelines {verb}", ActivityKind.Internal, parent));
    }

    /// <summary>Says how the command line ended.</summary>
    public void End(int code)
    {
        _span?.SetTag("process.exit.code", code);
        if (code != ExitCode.Fine)
        {
            _span?.SetStatus(ActivityStatusCode.Error, $"exit code {code}");
        }
    }

    /// <summary>Closes the span and sends what is left, a few seconds at most.</summary>
    public void Dispose()
    {
        _span?.Dispose();
        _providers?.Dispose();
    }

    /// <summary>A method of its own that names no type of the libraries outside, so that they are loaded only where it is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TelemetryProviders Providers(TelemetrySwitch asked, HostEnvironment environment) => new TelemetryProviders(asked, environment);
}
