using System.Diagnostics;
using MlPipelines.Host;
using MlPipelines.Studies;
using MlPipelines.Tests.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public sealed class TelemetryExportTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Run_EndpointInTheEnvironment_SendsSpansOfAllProcessesInOneTraceAndMetrics()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        _fixture.LogisticPenguins();
        const string Trace = "0af7651916cd43dd8448eb211c80319c";

        (int code, string error) = await Program(["run", "--repeats", "1", "--workers", "2", "-v", "quiet"], start =>
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address;
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            start.Environment["TRACEPARENT"] = $"00-{Trace}-b7ad6b7169203331-01";
        });

        Assert.Equal("", error);
        Assert.Equal(ExitCode.Fine, code);
        Assert.All(receiver.Spans, span => Assert.Equal((Trace, "mlpipelines"), (span.Trace, span.Service)));
        ReceivedSpan run = Assert.Single(receiver.Spans, span => span.Name == "mlpipelines run");
        ReceivedSpan study = Assert.Single(receiver.Spans, span => span.Name == "study");
        Assert.Equal("b7ad6b7169203331", run.Parent);
        Assert.Equal(run.Id, study.Parent);
        Assert.Equal(study.Id, Assert.Single(receiver.Spans, span => span.Name == "preparation").Parent);
        Assert.Equal(study.Id, Assert.Single(receiver.Spans, span => span.Name == "conclusion").Parent);
        string[] trials = [.. receiver.Spans.Where(span => span.Name == "trial").Select(span => span.Id)];
        Assert.Equal(2, trials.Length);
        Assert.All(receiver.Spans.Where(span => span.Name == "trial"), span => Assert.Equal(study.Id, span.Parent));
        string[] workers = [.. receiver.Spans.Where(span => span.Name == "mlpipelines trial").Select(span => span.Parent)];
        Assert.Equal(trials.Order(), workers.Order());
        Assert.Contains(receiver.Spans, span => span.Name == "trial.training");
        Assert.Contains("mlpipelines.trials", receiver.Metrics);
        Assert.Contains("mlpipelines.trial.duration", receiver.Metrics);
    }

    [Fact]
    public async Task Scenarios_EndpointThatDoesNotAnswer_WarnsAndEndsAsWithout()
    {
        _fixture.LogisticPenguins();

        (int code, string error) = await Program(["scenarios"], start =>
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        });

        Assert.Equal(ExitCode.Fine, code);
        Assert.StartsWith("warning: traces or metrics could not be exported", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("", false, false, 0)]
    [InlineData("OTEL_SERVICE_NAME=x", false, false, 0)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x", true, true, 0)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_SDK_DISABLED=TRUE", false, false, 0)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_METRICS_EXPORTER=none", true, false, 0)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://x", false, true, 0)]
    [InlineData("OTEL_TRACES_EXPORTER=otlp", true, false, 0)]
    [InlineData("OTEL_TRACES_EXPORTER=zipkin OTEL_METRICS_EXPORTER=otlp", false, true, 1)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_EXPORTER_OTLP_PROTOCOL=http/json", true, true, 1)]
    public void Of_Environment_FollowsTheSpecificationAndIsOffWithoutIt(string variables, bool traces, bool metrics, int warnings)
    {
        Dictionary<string, string> set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        TelemetrySwitch asked = TelemetrySwitch.Of(set.GetValueOrDefault);

        Assert.Equal((traces, metrics, warnings), (asked.Traces, asked.Metrics, asked.Warnings.Count));
    }

    [Fact]
    public async Task Run_NothingInTheEnvironment_MakesNoSpanAndLoadsNoExporter()
    {
        HostRun run = await HostRun.OfAsync("scenarios");

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Null(Activity.Current);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "OpenTelemetry.Exporter.OpenTelemetryProtocol");
    }

    private async Task<(int Code, string Error)> Program(string[] arguments, Action<ProcessStartInfo> environment)
    {
        ProcessStartInfo start = WorkerCommand.Of([.. arguments, "--config", Path.Combine(_fixture.Folder, "mlconfig.json")]);
        environment(start);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await error);
    }
}
