using System.Net;

namespace MlPipelines.Host;

/// <summary>What is served and where.</summary>
/// <param name="OutputFolder">The folder of runs, absolute.</param>
/// <param name="ShownFolder">The same as a reader knows it.</param>
/// <param name="Address">The address that is listened on.</param>
/// <param name="Port">The port; 0 for one that is free.</param>
internal sealed record ServeOptions(string OutputFolder, string ShownFolder, IPAddress Address, int Port)
{
    /// <summary>How often a live page looks at the run's folder.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether only this machine can reach the address.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Address);

    /// <summary>The address that a user wrote: an IP address, or <c>localhost</c>; null for anything else.</summary>
    public static IPAddress? ParseHost(string text) =>
        text == "localhost" ? IPAddress.Loopback
        : text.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out IPAddress? address) ? address
        : null;
}
