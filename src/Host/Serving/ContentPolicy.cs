using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MlPipelines.Host;

/// <summary>
/// The Content-Security-Policy of a page that this program rendered: nothing from anywhere, apart from the styles and scripts that stand in it, each named by its hash, and pictures in it. Data
/// cannot add to them, because the renderer encodes what could be markup.
/// </summary>
internal static partial class ContentPolicy
{
    /// <summary>The policy of an answer that is no page.</summary>
    public const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The policy of a page.</summary>
    public static string Of(string page)
    {
        string[] styles = [.. Styles().Matches(page).Select(match => Hash(match.Groups[1].Value))];
        string[] attributes = [.. StyleAttributes().Matches(page).Select(match => Hash(WebUtility.HtmlDecode(match.Groups[1].Value)))];
        string[] scripts = [.. Scripts().Matches(page).Select(match => Hash(match.Groups[1].Value))];
        List<string> parts = ["default-src 'none'", "img-src data:", Source("style-src", [.. styles, .. attributes.Length > 0 ? ["'unsafe-hashes'", .. attributes] : (string[])[]])];
        if (scripts.Length > 0)
        {
            parts.Add(Source("script-src", scripts));
            parts.Add("connect-src 'self'");
        }

        return string.Join("; ", [.. parts, "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]);
    }

    private static string Source(string directive, string[] sources) =>
        sources.Length == 0 ? $"{directive} 'none'" : $"{directive} {string.Join(' ', sources.Distinct(StringComparer.Ordinal))}";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("<[a-zA-Z][^<>]*?\\sstyle=\"([^\"]*)\"")]
    private static partial Regex StyleAttributes();

    [GeneratedRegex("<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
