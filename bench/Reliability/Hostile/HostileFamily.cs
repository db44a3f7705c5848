namespace MlPipelines.Bench;

/// <summary>One kind of files and the loader that they are given to.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="File">The file of a number.</param>
/// <param name="Special">Files beside the numbered ones, tried once each; their numbers are negative: -1 for the first.</param>
/// <param name="Open">A loader that says why it refuses the file at a path, or null where it read it. It lives as long as the process, as in a study.</param>
/// <param name="BoundMiB">The most resident memory that one file may take.</param>
internal sealed record HostileFamily(
    string Name, Func<int, HostileFile> File, Func<IReadOnlyList<HostileFile>> Special, Func<string, Func<string, string?>> Open, int BoundMiB);
