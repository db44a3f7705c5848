using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class GuardTests
{
    [Theory]
    [InlineData("0.0.0.0", "10.0.0.5:80", true)]
    [InlineData("0.0.0.0", "box:80", true)]
    [InlineData("0.0.0.0", "BOX:80", true)]
    [InlineData("0.0.0.0", "localhost:80", true)]
    [InlineData("0.0.0.0", "[fe80::1]:80", true)]
    [InlineData("0.0.0.0", "10.0.0.5", true)]
    [InlineData("0.0.0.0", "evil.example:80", false)]
    [InlineData("0.0.0.0", "10.0.0.5:81", false)]
    [InlineData("127.0.0.1", "box:80", false)]
    [InlineData("127.0.0.1", "10.0.0.5:80", false)]
    [InlineData("::1", "[::1]:80", true)]
    [InlineData("127.0.0.1", "", false)]
    public void Allows_Host_IsAnAddressOrThisMachine(string bound, string host, bool allowed) =>
        Assert.Equal(allowed, new AllowedHosts(IPAddress.Parse(bound), "box").Allows(new HostString(host), 80));

    [Fact]
    public void Of_Page_NamesEachStyleAndScriptByItsHash()
    {
        string policy = ContentPolicy.Of("""<style>a { b: c }</style><div class="x" style="min-width:3px&#x3B;">style="not:this"</div><script>f("<style>")</script>""");

        Assert.Equal(
            $"default-src 'none'; img-src data:; style-src {Hash("a { b: c }")} 'unsafe-hashes' {Hash("min-width:3px;")}; script-src {Hash("f(\"<style>\")")}; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            policy);
    }

    [Fact]
    public void Of_PlainPage_AllowsNothing() => Assert.Equal(
        "default-src 'none'; img-src data:; style-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", ContentPolicy.Of("<p>text</p>"));

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::1", "::1")]
    [InlineData("example.com", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void ParseHost_Text_IsAnAddressOrLocalhost(string text, string? address) => Assert.Equal(address, ServeOptions.ParseHost(text)?.ToString());

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
