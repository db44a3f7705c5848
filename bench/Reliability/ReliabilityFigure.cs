namespace MlPipelines.Bench;

/// <summary>One promise in figures.</summary>
/// <param name="What">What was tried: "PNG files with flipped bits".</param>
/// <param name="Tried">How many times.</param>
/// <param name="Survived">How many times the promise was kept.</param>
/// <param name="Worst">The worst case, with its unit: "0.4 s, 12 MiB", or what broke.</param>
internal sealed record ReliabilityFigure(string What, long Tried, long Survived, string Worst);
