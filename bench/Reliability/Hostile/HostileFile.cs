namespace MlPipelines.Bench;

/// <summary>A file made to do harm, the same for a number whenever it is made.</summary>
/// <param name="What">The line of the table that it counts in: "PNG, bits flipped".</param>
/// <param name="Extension">The extension that it gets, with its dot.</param>
/// <param name="Bytes">The content.</param>
/// <param name="MustBeRefused">
/// Whether no reader can take it for whole. Other mutations may leave a file that says something else and is nevertheless valid: no reader can know what it said before.
/// </param>
internal sealed record HostileFile(string What, string Extension, byte[] Bytes, bool MustBeRefused);
