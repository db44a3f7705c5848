using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Breaks a worker process from the inside, at a moment of its trial. It is no part of the program: .NET loads it into the unchanged worker because the one who plants the fault names this assembly in
/// DOTNET_STARTUP_HOOKS, where it must be called so and stand in no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable with the fault: a member of <see cref="s_faults"/>.</summary>
    public const string FaultVariable = "MLPIPELINES_PLANTED_FAULT";

    /// <summary>The variable with the file whose appearance is the moment; at once where it is empty.</summary>
    public const string MomentVariable = "MLPIPELINES_PLANTED_MOMENT";

    private const int AddressSpace = 9;
    private const int Stop = 19;
    private static readonly Dictionary<string, Action> s_faults = new()
    {
        // A read through a bad pointer inside the C library: what a fault of a native library looks like.
        ["segmentation"] = () => Length(8),
        ["abort"] = Abort,
        ["kill"] = () => Process.GetCurrentProcess().Kill(),
        ["stack"] = () => Deeper(0),
        ["exception"] = () => throw new InvalidOperationException("a mistake that was planted"),
        ["exit"] = () => Exit(7),
        ["address-space"] = LimitAddressSpace,
        ["freeze"] = () => Signal(Environment.ProcessId, Stop),
    };

    /// <summary>Called by the runtime before the program's own start.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FaultVariable) is not { Length: > 0 } fault)
        {
            return;
        }

        string? moment = Environment.GetEnvironmentVariable(MomentVariable);
        if (string.IsNullOrEmpty(moment))
        {
            s_faults[fault]();
            return;
        }

        Thread thread = new(() =>
        {
            while (!File.Exists(moment))
            {
                Thread.Sleep(1);
            }

            s_faults[fault]();
        })
        { IsBackground = true };
        thread.Start();
    }

    /// <summary>
    /// No more memory than there is now and a little, and that little taken: the next request fails, in .NET or in native code, wherever it is made. A training that has all it needs asks for nothing more, so the
    /// last request is made here.
    /// </summary>
    private static void LimitAddressSpace()
    {
        ulong now = ulong.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) * (ulong)Environment.SystemPageSize;
        Limit limit = new() { Current = now + (8 << 20), Most = now + (8 << 20) };
        _ = SetLimit(AddressSpace, ref limit);
        while (true)
        {
            _ = Marshal.AllocHGlobal(1 << 20);
        }
    }

    private static long Deeper(long depth) => depth < 0 ? 0 : 1 + Deeper(depth + 1) + depth;

    [DllImport("libc", EntryPoint = "strlen")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nuint Length(nint text);

    [DllImport("libc", EntryPoint = "abort")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Abort();

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, ref Limit limit);

    private struct Limit
    {
        public ulong Current;
        public ulong Most;
    }
}
