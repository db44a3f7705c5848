using System.Net;
using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using MlPipelines.Tests.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

/// <summary>The server over real connections on the loopback address.</summary>
public class RunServerTests
{
    private const string Secret = "top-secret-content";

    [Fact]
    public async Task Get_EveryPage_IsAnsweredWithAllHeaders()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Runs.Finished("synthetic/1", ServedRuns.Study);
        served.Runs.Finished("synthetic/2", ServedRuns.Study with { Variants = [new("baseline", 0.97, 0.84, 0.86)] });
        served.Running("synthetic/3");
        foreach ((string path, HttpStatusCode status) in new[]
        {
            ("/", HttpStatusCode.OK), ("/report/synthetic/1", HttpStatusCode.OK), ("/live/synthetic/3", HttpStatusCode.OK), ("/compare?run=synthetic/1&run=synthetic/2", HttpStatusCode.OK),
            ("/compare", HttpStatusCode.BadRequest), ("/compare?run=synthetic/1&run=synthetic/1", HttpStatusCode.BadRequest), ("/compare?run=synthetic/1&run=synthetic/3", HttpStatusCode.UnprocessableEntity),
            ("/report/synthetic/9", HttpStatusCode.NotFound), ("/nothing", HttpStatusCode.NotFound), ("/runs/", HttpStatusCode.NotFound),
        })
        {
            using HttpResponseMessage response = await served.GetAsync(path);

            Assert.Equal((path, status), (path, response.StatusCode));
            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; img-src data:; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.EndsWith("base-uri 'none'; form-action 'self'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
            Assert.Equal(path.StartsWith("/live", StringComparison.Ordinal), policy.Contains("script-src 'sha256-", StringComparison.Ordinal));
            Assert.False(response.Headers.Contains("Server"));
        }

        Assert.Equal("", served.Errors);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task Send_OtherMethods_AreRefused(string method)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        foreach (string path in new[] { "/", "/compare", "/report/synthetic/1", "/nothing" })
        {
            using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative));
            using HttpResponseMessage response = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/report/synthetic/1")]
    [InlineData("/live/synthetic/2")]
    [InlineData("/events/synthetic/2")]
    public async Task Head_OfAPage_HasItsHeadersAndNoBody(string path)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Runs.Finished("synthetic/1", ServedRuns.Study);
        served.Running("synthetic/2");

        string answer = await served.RawAsync($"HEAD {path} HTTP/1.1\nHost: 127.0.0.1:{served.Address.Port}\nConnection: close\n\n");

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:{0}", 200)]
    [InlineData("localhost:{0}", 200)]
    [InlineData("LOCALHOST:{0}", 200)]
    [InlineData("[::1]:{0}", 200)]
    [InlineData("127.0.0.1", 421)]
    [InlineData("127.0.0.1:1", 421)]
    [InlineData("evil.example:{0}", 421)]
    [InlineData("evil.example", 421)]
    [InlineData("localhost.evil.example:{0}", 421)]
    [InlineData("127.0.0.1.evil.example:{0}", 421)]
    [InlineData("192.168.0.1:{0}", 421)]
    public async Task Get_HostHeader_MustBeTheServersOwn(string host, int status)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        string name = string.Format(System.Globalization.CultureInfo.InvariantCulture, host, served.Address.Port);

        string answer = await served.RawAsync($"GET / HTTP/1.1\nHost: {name}\nConnection: close\n\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 200, answer.Contains("<html", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NoHostHeader_IsRefused()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        Assert.StartsWith("HTTP/1.1 421 ", await served.RawAsync("GET / HTTP/1.0\n\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/report/../outside")]
    [InlineData("/report/synthetic/../../outside")]
    [InlineData("/report/%2e%2e/outside")]
    [InlineData("/report/..%2foutside")]
    [InlineData("/report/synthetic/%2e%2e%2f%2e%2e%2foutside")]
    [InlineData("/report/..%5coutside")]
    [InlineData("/report/..\\outside")]
    [InlineData("/report/%252e%252e/outside")]
    [InlineData("/report//etc/passwd")]
    [InlineData("/report/%2fetc%2fpasswd")]
    [InlineData("/report/{outside}")]
    [InlineData("/live/../outside")]
    [InlineData("/live/..%2foutside")]
    [InlineData("/events/..%2foutside")]
    [InlineData("/compare?run=../outside&run=../../etc")]
    [InlineData("/compare?run=/etc&run=synthetic/1/../1")]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/report/synthetic/1/log.txt")]
    [InlineData("/report/synthetic/1%00")]
    public async Task Get_PathsOutOfTheFolder_FindNothing(string path)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        RunDirectory inside = served.Runs.Finished("synthetic/1", ServedRuns.Study);
        Directory.Move(served.Runs.Finished("moved", ServedRuns.Study).Root, served.Runs.Outside);
        File.WriteAllText(Path.Combine(served.Runs.Outside, "log.txt"), Secret);
        File.WriteAllText(inside.Log, Secret);

        string answer = await served.RawAsync(
            $"GET {path.Replace("{outside}", served.Runs.Outside, StringComparison.Ordinal)} HTTP/1.1\nHost: localhost:{served.Address.Port}\nConnection: close\n\n");

        Assert.Matches("^HTTP/1.1 4(00|04) ", answer);
        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.Equal("", served.Errors);
    }

    [Theory]
    [InlineData("/report/")]
    [InlineData("/live/a/")]
    [InlineData("/events/")]
    [InlineData("/compare?run=")]
    public async Task Get_HugeId_FindsNothing(string path)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Runs.Finished("synthetic/1", ServedRuns.Study);

        string answer = await served.RawAsync($"GET {path}{new string('x', 7_000)} HTTP/1.1\nHost: localhost:{served.Address.Port}\nConnection: close\n\n");

        Assert.Matches("^HTTP/1.1 4(00|04|14) ", answer);
        Assert.Equal(HttpStatusCode.OK, (await served.PageAsync("/")).Status);
        Assert.Equal("", served.Errors);
    }

    [Theory]
    [InlineData("/live/synthetic/1")]
    [InlineData("/report/synthetic/1")]
    [InlineData("/compare?run=synthetic/1&run=synthetic/2")]
    [InlineData("/events/synthetic/1")]
    public async Task Get_RunWithALinkOut_IsRefused(string path)
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        RunDirectory directory = served.Runs.Finished("synthetic/1", ServedRuns.Study);
        served.Runs.Finished("synthetic/2", ServedRuns.Study);
        Directory.CreateDirectory(served.Runs.Outside);
        string secret = Path.Combine(served.Runs.Outside, "secret.txt");
        File.WriteAllText(secret, Secret);
        File.CreateSymbolicLink(directory.Log, secret);

        (HttpStatusCode status, string page) = await served.PageAsync(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("log.txt, a link that leads out of it", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RunThatIsALink_IsListedAndNotOpened()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        Directory.Move(served.Runs.Finished("moved", ServedRuns.Study).Root, served.Runs.Outside);
        Directory.CreateDirectory(Path.Combine(served.Runs.Root, "synthetic"));
        Directory.CreateSymbolicLink(Path.Combine(served.Runs.Root, "synthetic", "1"), served.Runs.Outside);

        Assert.Contains("a link that leads out of the folder of runs", (await served.PageAsync("/")).Page, StringComparison.Ordinal);
        (HttpStatusCode status, string page) = await served.PageAsync("/report/synthetic/1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.DoesNotContain("Gap", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BrokenRun_IsListedWithTheReasonAndNotOpened()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        File.WriteAllText(served.Runs.Finished("synthetic/1", ServedRuns.Study).Result, "{");

        (HttpStatusCode list, string page) = await served.PageAsync("/");
        Assert.Equal(HttpStatusCode.OK, list);
        Assert.Contains("JSON of the format mlpipelines/result/1", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await served.PageAsync("/report/synthetic/1")).Status);
    }

    [Fact]
    public async Task Get_NamesWithMarkup_AreShownAndNotMarkup()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Running("a&b <i>/1", Name);
        served.Runs.Finished("a&b <i>/2", ServedRuns.Study);
        Directory.CreateDirectory(Path.Combine(served.Runs.Root, Name));

        foreach (string path in new[] { "/", "/live/a&b%20%3Ci%3E/1", "/live/a&b%20%3Ci%3E/2", "/report/%3Cscript%3E" })
        {
            string page = (await served.PageAsync(path)).Page;
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script><", page, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", (await served.PageAsync("/")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ReportOfARunThatHasNone_LeadsToItsLivePage()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Running("synthetic/3");
        using HttpResponseMessage response = await served.GetAsync("/report/synthetic/3");
        Assert.Equal((HttpStatusCode.Redirect, "/live/synthetic/3"), (response.StatusCode, response.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Get_Report_IsThatOfTheVerbAndFollowsItsResult()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        RunDirectory directory = served.Runs.Finished("synthetic/1", ServedRuns.Study);
        string page = (await served.PageAsync("/report/synthetic/1")).Page;
        Assert.Equal(await MlPipelines.Reports.ReportWriter.RenderAsync(directory, TestContext.Current.CancellationToken), page);

        ResultFiles.WriteResult(directory.Result, (ServedRuns.Study with { Failed = [("baseline", 2)] }).Conclude());
        Assert.NotEqual(page, (await served.PageAsync("/report/synthetic/1")).Page);
    }

    [Fact]
    public async Task Events_OfARunThatGoesOn_SendEachChangeAndEndWithTheRun()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        RunDirectory directory = served.Runs.Begun("synthetic/1", ServedRuns.Study, 2);
        FileLock run = served.Runs.Hold(directory.Lock);
        FileLock trial = served.Runs.Hold(directory.TrialLock("baseline", "0"));
        RunsFolder.Train(directory, 0, ServedRuns.Study, 1);
        using HttpResponseMessage response = await served.Client.GetAsync(
            new Uri("/events/synthetic/1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using StreamReader events = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        JsonElement first = await NextAsync(events);
        Assert.Equal("1 running, 1 waiting.", first.GetProperty("status").GetString());
        Assert.Contains("epoch 1 of", first.GetProperty("part").GetString(), StringComparison.Ordinal);
        Assert.False(first.GetProperty("over").GetBoolean());

        ResultFiles.AppendHistory(directory.PartialHistory("baseline", "0"), ServedRuns.Study.History("baseline", 0)[1]);
        Assert.Contains("epoch 2 of", (await NextAsync(events)).GetProperty("part").GetString(), StringComparison.Ordinal);

        RunsFolder.End(directory, 0, ServedRuns.Study);
        JsonElement third = await NextAsync(events);
        Assert.Equal("1 finished, 1 waiting.", third.GetProperty("status").GetString());

        trial.Dispose();
        run.Dispose();
        JsonElement last = await NextAsync(events);
        Assert.True(last.GetProperty("over").GetBoolean());
        Assert.Contains("Interrupted after 1 of 2 trials", last.GetProperty("part").GetString(), StringComparison.Ordinal);
        Assert.Null(await NextLineAsync(events));
    }

    [Fact]
    public async Task Stop_WithAnOpenStream_EndsBoth()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Running("synthetic/1");
        using HttpResponseMessage response = await served.Client.GetAsync(
            new Uri("/events/synthetic/1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using StreamReader events = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await NextAsync(events);

        await served.StopAsync();

        Assert.Null(await NextLineAsync(events));
    }

    [Fact]
    public async Task Start_PortThatIsUsed_IsAProblem()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        ServeOptions options = new(served.Runs.Root, "runs", IPAddress.Loopback, served.Address.Port);

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunServer.RunAsync(options, TextWriter.Null, _ => { }, TestContext.Current.CancellationToken));

        Problem problem = Assert.Single(exception.Problems);
        Assert.Equal(ProblemStage.Configuration, exception.Stage);
        Assert.Equal(
            new Problem("--port", "a port that is free", $"{served.Address.Port}, on which another program listens", $"Choose another, such as --port {served.Address.Port + 1}, or stop the other program."),
            problem);
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_IsAProblem()
    {
        ServeOptions options = new(Path.GetTempPath(), "runs", IPAddress.Parse("192.0.2.7"), 0);

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunServer.RunAsync(options, TextWriter.Null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal("--host: expected an address of this machine, received 192.0.2.7. Leave --host out to serve this machine alone.", exception.Problems[0].ToString());
    }

    [Fact]
    public async Task Start_LeavesNothingInTheFolder()
    {
        await using ServedRuns served = await ServedRuns.StartAsync();
        served.Runs.Finished("synthetic/1", ServedRuns.Study);
        served.Runs.Finished("synthetic/2", ServedRuns.Study);
        string[] before = Files();

        foreach (string path in new[] { "/", "/report/synthetic/1", "/live/synthetic/1", "/compare?run=synthetic/1&run=synthetic/2" })
        {
            Assert.Equal(HttpStatusCode.OK, (await served.PageAsync(path)).Status);
        }

        Assert.Equal(before, Files());

        string[] Files() => [.. Directory.EnumerateFileSystemEntries(served.Runs.Root, "*", SearchOption.AllDirectories).Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}").Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonElement> NextAsync(StreamReader events)
    {
        while (true)
        {
            string line = await NextLineAsync(events) ?? throw new EndOfStreamException("the events ended");
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line["data: ".Length..]).RootElement;
            }
        }
    }

    /// <summary>The next line that is no blank; null at the end.</summary>
    private static async Task<string?> NextLineAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                return line;
            }
        }

        return null;
    }
}
