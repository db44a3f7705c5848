using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>
/// The server of <c>serve</c>. It starts from nothing: no configuration files, no environment variables, no log, no signals of its own; the address is the one that the command line names.
/// </summary>
internal static class RunServer
{
    private const int MostConnections = 64;
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="options">What is served and where.</param>
    /// <param name="errors">Receives the traces of pages that failed.</param>
    /// <param name="started">Receives the address once it is listened on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ProblemException">The address cannot be listened on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, which is how it ends.</exception>
    public static async Task RunAsync(ServeOptions options, TextWriter errors, Action<Uri> started, CancellationToken cancellation)
    {
        using ServedPages pages = new(options, cancellation);
        WebApplication server = Build(options, pages, errors);
        await using (server.ConfigureAwait(false))
        {
            await StartAsync(server, options, cancellation).ConfigureAwait(false);
            started(new Uri(server.Urls.First()));
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            }
            finally
            {
                using CancellationTokenSource patience = new(s_patience);
                await server.StopAsync(patience.Token).ConfigureAwait(false);
            }
        }
    }

    private static WebApplication Build(ServeOptions options, ServedPages pages, TextWriter errors)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(options.Address, options.Port);
        });

        WebApplication server = builder.Build();
        RequestGuard guard = new(new AllowedHosts(options.Address, Environment.MachineName), errors);
        server.Use((HttpContext context, RequestDelegate next) => guard.InvokeAsync(context, next));
        server.MapMethods("/", s_methods, pages.ListAsync);
        server.MapMethods("/report/{**id}", s_methods, pages.ReportAsync);
        server.MapMethods("/live/{**id}", s_methods, pages.LiveAsync);
        server.MapMethods("/events/{**id}", s_methods, pages.EventsAsync);
        server.MapMethods("/compare", s_methods, pages.CompareAsync);
        return server;
    }

    private static async Task StartAsync(WebApplication server, ServeOptions options, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new ProblemException(ProblemStage.Configuration, ProblemOf(exception, options));
        }
    }

    private static Problem ProblemOf(Exception exception, ServeOptions options)
    {
        SocketError? error = (exception as SocketException ?? exception.GetBaseException() as SocketException)?.SocketErrorCode;
        string port = FormattableString.Invariant($"{options.Port}");
        return error switch
        {
            SocketError.AddressAlreadyInUse => new Problem(
                "--port", "a port that is free", $"{port}, on which another program listens", FormattableString.Invariant($"Choose another, such as --port {(options.Port < IPEndPoint.MaxPort ? options.Port + 1 : options.Port - 1)}, or stop the other program.")),
            SocketError.AccessDenied => new Problem("--port", "a port that you may listen on", port, "Ports below 1024 are the system's: choose a greater one."),
            SocketError.AddressNotAvailable => new Problem("--host", "an address of this machine", options.Address.ToString(), "Leave --host out to serve this machine alone."),
            _ => new Problem("--host, --port", "an address that can be listened on", exception.Message.TrimEnd('.')),
        };
    }

    /// <summary>Signals are the host's own, which cancels.</summary>
    private sealed class OwnLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
