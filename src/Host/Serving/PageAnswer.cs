using System.Text;
using Microsoft.AspNetCore.Http;
using MlPipelines.Reports;

namespace MlPipelines.Host;

/// <summary>Writes an answer.</summary>
internal static class PageAnswer
{
    /// <summary>A page with the policy that fits it.</summary>
    public static Task PageAsync(HttpContext context, int status, string page)
    {
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy.Of(page);
        return WriteAsync(context, status, "text/html; charset=utf-8", page);
    }

    /// <summary>A page that says why there is none.</summary>
    public static async Task ProblemAsync(HttpContext context, int status, string headline, IReadOnlyList<string> sentences) =>
        await PageAsync(context, status, await PageRendering.ProblemAsync(headline, sentences).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>A line of text.</summary>
    public static Task TextAsync(HttpContext context, int status, string text) => WriteAsync(context, status, "text/plain; charset=utf-8", text + "\n");

    private static async Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
