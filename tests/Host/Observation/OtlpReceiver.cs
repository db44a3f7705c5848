using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlPipelines.Tests.Host;

/// <summary>A span as it arrived.</summary>
internal sealed record ReceivedSpan(string Service, string Name, string Trace, string Id, string Parent);

/// <summary>
/// An endpoint of the OpenTelemetry protocol over HTTP on a port of its own. Reads of the messages what the tests ask for; the field numbers are those of opentelemetry/proto (trace.proto, metrics.proto,
/// resource.proto, common.proto).
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OtlpReceiver(WebApplication server) => _server = server;

    public ConcurrentBag<ReceivedSpan> Spans { get; } = [];

    public ConcurrentBag<string> Metrics { get; } = [];

    public string Address => _server.Urls.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        OtlpReceiver receiver = new(server);
        server.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            foreach (byte[] resource in Fields(await Body(request), 1))
            {
                string service = Fields(resource, 1).SelectMany(attributes => Fields(attributes, 1)).Where(pair => Text(pair, 1) == "service.name").Select(pair => Text(Fields(pair, 2).First(), 1)).Single();
                foreach (byte[] span in Fields(resource, 2).SelectMany(scope => Fields(scope, 2)))
                {
                    receiver.Spans.Add(new ReceivedSpan(service, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4)));
                }
            }
        });
        server.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            foreach (byte[] metric in Fields(await Body(request), 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
            {
                receiver.Metrics.Add(Text(metric, 1));
            }
        });
        await server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<byte[]> Body(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Fields(message, field).FirstOrDefault() ?? []);

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Fields(message, field).FirstOrDefault() ?? []);

    /// <summary>The contents of a field that has a length, each time that it occurs.</summary>
    private static List<byte[]> Fields(byte[] message, int field)
    {
        List<byte[]> found = [];
        CodedInputStream reader = new(message);
        while (reader.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(reader.ReadBytes().ToByteArray());
            }
            else
            {
                reader.SkipLastField();
            }
        }

        return found;
    }
}
