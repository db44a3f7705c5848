using Microsoft.AspNetCore.Http;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>What every request passes before a page sees it: only reading, only for this server's own names, nothing cached, framed or sniffed, no stack trace.</summary>
internal sealed class RequestGuard(AllowedHosts hosts, TextWriter errors)
{
    /// <summary>Answers what must not be passed on; passes on the rest.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        AddHeaders(context.Response.Headers);
        if (!hosts.Allows(context.Request.Host, context.Connection.LocalPort))
        {
            await PageAnswer.TextAsync(context, StatusCodes.Status421MisdirectedRequest, "This server answers to its own address only.").ConfigureAwait(false);
        }
        else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await PageAnswer.TextAsync(context, StatusCodes.Status405MethodNotAllowed, "This server can be read only.").ConfigureAwait(false);
        }
        else
        {
            await AnswerAsync(context, next).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound })
            {
                await PageAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "There is no such page", ["The list of runs leads to all that there are."]).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader went away.
        }
        catch (UnknownRunException exception) when (!context.Response.HasStarted)
        {
            await PageAnswer.ProblemAsync(
                context, StatusCodes.Status404NotFound, "There is no such run", [exception.Message, "The list of runs leads to all that there are."]).ConfigureAwait(false);
        }
        catch (ProblemException exception) when (!context.Response.HasStarted)
        {
            await PageAnswer.ProblemAsync(
                context, StatusCodes.Status422UnprocessableEntity, "This cannot be shown", [.. exception.Problems.Select(problem => problem.ToString())]).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && (exception is IOException or UnauthorizedAccessException))
        {
            await PageAnswer.ProblemAsync(context, StatusCodes.Status422UnprocessableEntity, "A file could not be read", [exception.Message]).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && exception is not OperationCanceledException)
        {
            // A bug: whoever runs the server gets the trace, whoever reads the page does not.
            await errors.WriteLineAsync($"a page failed: {exception}").ConfigureAwait(false);
            await PageAnswer.ProblemAsync(
                context, StatusCodes.Status500InternalServerError, "This page failed", ["That is a bug of the program; the terminal that serves it has the details."]).ConfigureAwait(false);
        }
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy.Nothing;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
