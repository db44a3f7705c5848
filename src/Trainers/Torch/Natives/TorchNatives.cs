using System.Runtime.InteropServices;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Loads libtorch and TorchSharp's native half before any TorchSharp type runs, from wherever build or publish put them. TorchSharp's own probing then
/// finds them loaded; left to itself it fails on hosts with an older libstdc++ and copies half a gigabyte beside the assembly.
/// </summary>
internal static class TorchNatives
{
    private static readonly Lock Gate = new();
    private static bool s_loaded;
    private static Problem? s_problem;

    /// <summary>Loads the libraries once per process.</summary>
    /// <exception cref="ProblemException">They are missing or do not load on this host.</exception>
    public static void Load()
    {
        if (TryLoad() is { } problem)
        {
            throw new ProblemException(ProblemStage.Configuration, problem);
        }
    }

    /// <summary>Loads the libraries once per process.</summary>
    /// <returns>What a user has to mend, or null when they are loaded.</returns>
    public static Problem? TryLoad()
    {
        lock (Gate)
        {
            if (!s_loaded && s_problem is null)
            {
                s_problem = LoadFrom(CandidateFolders());
                s_loaded = s_problem is null;
            }

            return s_problem;
        }
    }

    /// <summary>The folders where build, test and publish put native libraries, the likeliest first.</summary>
    internal static IReadOnlyList<string> CandidateFolders()
    {
        string application = AppContext.BaseDirectory;
        string probed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return
        [
            Path.Combine(application, "runtimes", PlatformIdentifier(), "native"),
            application,
            .. probed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
    }

    /// <summary>Loads everything from the first folders that have the files.</summary>
    internal static Problem? LoadFrom(IReadOnlyList<string> folders)
    {
        try
        {
            foreach (string name in (string[])["c10", "torch_cpu", "torch"])
            {
                if (Find(folders, name) is not { } file)
                {
                    return Missing(folders, name);
                }

                NativeLibrary.Load(file);
            }

            if (Find(folders, "LibTorchSharp") is not { } bridge)
            {
                return Missing(folders, "LibTorchSharp");
            }

            LoadBridge(bridge);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or InvalidDataException or IOException
            or UnauthorizedAccessException)
        {
            return new Problem(
                "neural engine", "libtorch's native libraries to load", FirstLine(exception.Message),
                "Run on Linux x64 (glibc 2.34 or newer), Windows x64 or macOS arm64, with the packages restored for this platform; "
                + "logisticRegression needs no libtorch.");
        }
    }

    /// <summary>The bridge as it is where the host can load it, otherwise a patched copy.</summary>
    private static void LoadBridge(string file)
    {
        try
        {
            NativeLibrary.Load(file);
        }
        catch (DllNotFoundException exception) when (OperatingSystem.IsLinux() && exception.Message.Contains("GLIBCXX_3.4.32", StringComparison.Ordinal))
        {
            PatchedLibrary.Load(file);
        }
    }

    private static string? Find(IReadOnlyList<string> folders, string library) =>
        folders.Select(folder => Path.Combine(folder, FileName(library))).FirstOrDefault(File.Exists);

    private static Problem Missing(IReadOnlyList<string> folders, string library) => new(
        "neural engine",
        $"the file {FileName(library)}",
        $"no such file in {string.Join(", ", folders.Distinct(StringComparer.Ordinal))}",
        $"Build or publish on the platform that runs it ({PlatformIdentifier()}): only the building machine's own libtorch is restored.");

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static string PlatformIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string processor = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture other => other.ToString(),
        };
        return $"{system}-{processor}";
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r', '.');
}
