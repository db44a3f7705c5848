using System.Diagnostics.Tracing;
using MlPipelines.Studies;
using MlPipelines.Trainers;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MlPipelines.Host;

/// <summary>OpenTelemetry's pipelines from this program's spans and metrics to the endpoint that the environment names. Endpoint, protocol, headers, sampling and limits are read by its SDK.</summary>
internal sealed class TelemetryProviders : IDisposable
{
    private const int FlushMilliseconds = 5000;

    private readonly ExportErrors _errors;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    /// <summary>Starts the pipelines.</summary>
    public TelemetryProviders(TelemetrySwitch asked, HostEnvironment environment)
    {
        _errors = new ExportErrors(environment.Error);
        if (asked.Traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(Resource(environment))
                .AddSource(TelemetryExport.SourceName, StudyTelemetry.Name)
                .AddOtlpExporter()
                .Build();
        }

        if (asked.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Resource(environment))
                .AddMeter(StudyTelemetry.Name, TrainingMeter.Name)
                .AddOtlpExporter()
                .Build();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.ForceFlush(FlushMilliseconds);
        _metrics?.ForceFlush(FlushMilliseconds);
        _traces?.Dispose();
        _metrics?.Dispose();
        _errors.Dispose();
    }

    /// <summary>The environment's name and attributes, and this program's own name where it gives none. Each process is an instance.</summary>
    private static ResourceBuilder Resource(HostEnvironment environment)
    {
        ResourceBuilder resource = ResourceBuilder.CreateDefault();
        bool isNamed = !string.IsNullOrWhiteSpace(environment.Variable("OTEL_SERVICE_NAME"))
            || (environment.Variable("OTEL_RESOURCE_ATTRIBUTES") ?? "").Contains("service.name=", StringComparison.Ordinal);
        return isNamed
            ? resource
            : resource.AddService(RootVerb.Name, serviceVersion: ProgramVersion.Text, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}");
    }

    /// <summary>The SDK keeps its errors to itself; the first one is told, so that an endpoint that does not answer is noticed.</summary>
    private sealed class ExportErrors(TextWriter error) : EventListener
    {
        private int _told;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("OpenTelemetry-Exporter-OpenTelemetryProtocol", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Error);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (error is not null && Interlocked.Exchange(ref _told, 1) == 0)
            {
                string said = string.Join(' ', eventData.Payload?.Select(value => value?.ToString()?.Split('\n')[0].Trim()) ?? []);
                error.WriteLine($"warning: traces or metrics could not be exported: {TextLayout.Printable(said)}");
            }
        }
    }
}
