namespace MlPipelines.Host;

/// <summary>
/// Which signals of OpenTelemetry the environment asks for, by the variables of its specification ("OpenTelemetry Environment Variable Specification" and "OpenTelemetry Protocol Exporter"). Nothing is exported
/// unless an endpoint or an exporter is named: the specification's own default, an export to localhost, would surprise whoever never heard of it.
/// </summary>
/// <param name="Traces">Whether spans are exported.</param>
/// <param name="Metrics">Whether metrics are exported.</param>
/// <param name="Warnings">What is asked for and cannot be had.</param>
internal sealed record TelemetrySwitch(bool Traces, bool Metrics, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the environment.</summary>
    public static TelemetrySwitch Of(Func<string, string?> variable)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED")?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new TelemetrySwitch(false, false, []);
        }

        List<string> warnings = [];
        bool traces = IsOn("TRACES", variable, warnings);
        bool metrics = IsOn("METRICS", variable, warnings);
        if ((traces || metrics) && variable("OTEL_EXPORTER_OTLP_PROTOCOL")?.Trim() is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
        {
            warnings.Add($"OTEL_EXPORTER_OTLP_PROTOCOL: expected grpc or http/protobuf, received '{protocol}'; grpc is used.");
        }

        return new TelemetrySwitch(traces, metrics, warnings);
    }

    private static bool IsOn(string signal, Func<string, string?> variable, List<string> warnings)
    {
        string name = $"OTEL_{signal}_EXPORTER";
        bool hasEndpoint = IsSet(variable("OTEL_EXPORTER_OTLP_ENDPOINT")) || IsSet(variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
        switch (variable(name)?.Trim())
        {
            case null or "":
                return hasEndpoint;
            case "otlp":
                return true;
            case "none":
                return false;
            case { } other:
                warnings.Add($"{name}: expected otlp or none, received '{other}'; nothing is exported for it.");
                return false;
        }
    }

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}
