using System.Net;
using System.Net.Sockets;
using System.Text;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Tests.Evaluation;
using MlPipelines.Tests.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

/// <summary>A server of its own over a folder of runs, at a free port of the loopback address.</summary>
internal sealed class ServedRuns : IAsyncDisposable
{
    public static readonly SyntheticStudy Study = new()
    {
        Repeats = 3,
        Classes = 4,
        TestRows = 120,
        TrainRows = 80,
        ValidationRows = 60,
        Variants = [new("baseline", 0.97, 0.84, 0.78)],
    };

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _errors = new();
    private Task _server = Task.CompletedTask;

    public RunsFolder Runs { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>What the server told of pages that failed.</summary>
    public string Errors => _errors.ToString();

    public static async Task<ServedRuns> StartAsync(IPAddress? address = null)
    {
        ServedRuns served = new();
        TaskCompletionSource<Uri> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ServeOptions options = new(served.Runs.Root, "runs", address ?? IPAddress.Loopback, 0) { Interval = TimeSpan.FromMilliseconds(20) };
        served._server = RunServer.RunAsync(options, served._errors, started.SetResult, served._stop.Token);
        Task first = await Task.WhenAny(started.Task, served._server);
        await first;
        served.Address = await started.Task;
        served.Client.BaseAddress = served.Address;
        return served;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<(HttpStatusCode Status, string Page)> PageAsync(string path)
    {
        using HttpResponseMessage response = await GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a request as it stands, which a client library would tidy up, and returns the whole answer.</summary>
    public async Task<string> RawAsync(string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("\n", "\r\n", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the server as Ctrl-C does.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsCompleted)
        {
            await StopAsync();
        }

        Client.Dispose();
        _stop.Dispose();
        Runs.Dispose();
        await _errors.DisposeAsync();
    }

    /// <summary>A run that is being trained: a trial ended, one has trained two epochs, two wait.</summary>
    public RunDirectory Running(string id, string scenario = "synthetic")
    {
        RunDirectory directory = Runs.Begun(id, Study with { Repeats = 4 }, 4, RunsFolder.Planned.AddHours(1), scenario);
        Runs.Hold(directory.Lock);
        RunsFolder.End(directory, 0, Study);
        RunsFolder.Train(directory, 1, Study, 2);
        Runs.Hold(directory.TrialLock(VariantResult.Baseline, "1"));
        return directory;
    }
}
