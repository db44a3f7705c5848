using System.Reflection;
using System.Runtime.InteropServices;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Finds TensorFlow's C library and loads it, once per process: first where the user says it is (the environment variable, which knows this machine, then <c>training.tensorFlowLibrary</c>, which may
/// come with a run from another), then beside the program, then where the system looks for libraries. A place that the user names is the only one that is tried: no other version takes its part unnoticed.
/// </summary>
internal static class TensorFlowLibrary
{
    /// <summary>The environment variable that names the library's file or its folder.</summary>
    public const string Variable = "MLPIPELINES_TENSORFLOW";

    private const string Where = "training.engine";
    private const string Expected = "TensorFlow's C library, version 1.15 or later";
    private static readonly Version s_oldest = new(1, 15);
    private static readonly Lock Gate = new();
    private static nint s_handle;
    private static string? s_loaded;
    private static bool s_resolves;

    /// <summary>The version, and the file or the system's name of the library; null before one is loaded.</summary>
    public static string? Version { get; private set; }

    /// <summary>The file that was loaded, or its name on the system's library path; null before.</summary>
    public static string? File => s_loaded;

    /// <summary>Loads the library.</summary>
    /// <param name="configured"><c>training.tensorFlowLibrary</c>: a file or a folder.</param>
    /// <returns>What a user has to mend, or null when it is loaded.</returns>
    public static Problem? TryLoad(string? configured)
    {
        lock (Gate)
        {
            (string? named, string source) = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable
                ? (variable, $"the environment variable {Variable}")
                : (configured, "training.tensorFlowLibrary");
            return named is null ? LoadFound() : LoadNamed(named, source);
        }
    }

    /// <summary>The library's file in a folder, or the file itself.</summary>
    internal static string? FileIn(string path) => System.IO.File.Exists(path)
        ? path
        : FileNames().Select(name => Path.Combine(path, name)).FirstOrDefault(System.IO.File.Exists);

    /// <summary>What the library's file is called on this system, the likeliest first.</summary>
    internal static IReadOnlyList<string> FileNames() => OperatingSystem.IsWindows()
        ? ["tensorflow.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libtensorflow.dylib", "libtensorflow.2.dylib", "libtensorflow.1.dylib"]
            : ["libtensorflow.so", "libtensorflow.so.2", "libtensorflow.so.1"];

    private static Problem? LoadNamed(string named, string source)
    {
        if (FileIn(named) is not { } file)
        {
            return new Problem(
                Where, $"{Expected}, at the place that {source} names", $"no {string.Join(" or ", FileNames())} at {named}",
                $"Name the file or its folder ({Variable} comes before training.tensorFlowLibrary); without either it is looked for beside the program and on the system's library path.");
        }

        return Load(Real(file));
    }

    private static Problem? LoadFound()
    {
        // Whatever was named before is loaded for good; without a name it serves too.
        if (s_loaded is not null)
        {
            return null;
        }

        IReadOnlyList<string> folders = TorchNatives.CandidateFolders();
        if (folders.Select(FileIn).FirstOrDefault(found => found is not null) is { } file)
        {
            return Load(Real(file));
        }

        foreach (string name in FileNames())
        {
            PrepareEnvironment();
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return Accept(handle, name);
            }
        }

        return new Problem(
            Where, Expected,
            $"none: {Variable} and training.tensorFlowLibrary are not set, and there is no {string.Join(" or ", FileNames())} in {string.Join(", ", folders.Distinct(StringComparer.Ordinal))} or on the system's library path",
            $"There are three ways. Name its file or folder in training.tensorFlowLibrary or in the environment variable {Variable}; or build with -p:TensorFlowRedist=VERSION, where your package registry has "
            + "SciSharp.TensorFlow.Redist; or install it where the system looks for libraries. In a clone of the project, .ci/fetch-tensorflow brings version 1.15.0 for x86-64 Linux. \"engine\": \"torch\" needs none of it.");
    }

    private static Problem? Load(string file)
    {
        if (s_loaded is not null)
        {
            return s_loaded == file ? null : new Problem(
                Where, $"one TensorFlow library in a process, which is {s_loaded}", file,
                "Name the same library everywhere, or run the others in a process of their own.");
        }

        PrepareEnvironment();
        try
        {
            LoadFramework(Path.GetDirectoryName(file)!);
            return Accept(NativeLibrary.Load(file), file);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return new Problem(
                Where, $"{Expected}, made for this system ({RuntimeInformation.RuntimeIdentifier})", exception.Message.Split('\n')[0].TrimEnd('\r', '.'),
                "Take the library of this system and processor; libtensorflow_framework belongs beside it.");
        }
    }

    /// <summary>Keeps a loaded library if it can do what the engine needs.</summary>
    private static Problem? Accept(nint handle, string file)
    {
        s_handle = handle;
        ResolveToLoaded();
        string version = Marshal.PtrToStringUTF8(TensorFlowApi.Version()) ?? "";
        Problem? problem = !System.Version.TryParse(version.Split('-', '+')[0], out Version? parsed) || parsed < s_oldest
            ? new Problem(Where, Expected, $"version {version} in {file}", "Take a later one.")
            : TensorFlowOperations.Fault(version, file);
        if (problem is null)
        {
            (s_loaded, Version) = (file, version);
        }

        return problem;
    }

    /// <summary>The functions of <see cref="TensorFlowApi"/> come from the library that was found, whatever it is called.</summary>
    private static void ResolveToLoaded()
    {
        if (!s_resolves)
        {
            NativeLibrary.SetDllImportResolver(
                Assembly.GetExecutingAssembly(), (name, _, _) => name == TensorFlowApi.Library ? s_handle : 0);
            s_resolves = true;
        }
    }

    /// <summary>The half of the library that the other half needs and, without a search path of its own, does not find.</summary>
    private static void LoadFramework(string folder)
    {
        string? framework = FileNames().Select(name => Path.Combine(folder, name.Replace("libtensorflow", "libtensorflow_framework", StringComparison.Ordinal)))
            .FirstOrDefault(path => path.Contains("_framework", StringComparison.Ordinal) && System.IO.File.Exists(path));
        if (framework is not null)
        {
            NativeLibrary.Load(framework);
        }
    }

    /// <summary>
    /// What the library reads from the environment of the process, not from .NET's copy of it, when it starts: every session gets the number of threads that it asks for, not that of the first
    /// session of the process; and the console gets errors only, unless the user wants more.
    /// </summary>
    private static void PrepareEnvironment()
    {
        NativeEnvironment.Set("TF_OVERRIDE_GLOBAL_THREADPOOL", "1");
        NativeEnvironment.SetDefault("TF_CPP_MIN_LOG_LEVEL", "2");
    }

    private static string Real(string file) => System.IO.File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
}
