using System.Net;
using Microsoft.AspNetCore.Http;

namespace MlPipelines.Host;

/// <summary>
/// Which <c>Host</c> headers are answered. A page of another site can make its own name point at this machine (DNS rebinding) and would then be of the same origin; its requests carry that
/// name, so names are not answered: only IP addresses and <c>localhost</c>, and, for a server that others may reach, this machine's own name.
/// </summary>
/// <param name="bound">The address that is listened on.</param>
/// <param name="machine">This machine's name.</param>
internal sealed class AllowedHosts(IPAddress bound, string machine)
{
    /// <summary>Whether a request for this host is answered.</summary>
    /// <param name="host">The header.</param>
    /// <param name="port">The port that is listened on.</param>
    public bool Allows(HostString host, int port)
    {
        const int UsualPort = 80;
        if (!host.HasValue || (host.Port ?? UsualPort) != port)
        {
            return false;
        }

        string name = host.Host.TrimStart('[').TrimEnd(']');
        bool isAddress = IPAddress.TryParse(name, out IPAddress? address);
        return IPAddress.IsLoopback(bound)
            ? (isAddress && IPAddress.IsLoopback(address!)) || IsLocalhost(name)
            : isAddress || IsLocalhost(name) || name.Equals(machine, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLocalhost(string name) => name.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
