using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>Environment variables as native code sees them. What .NET sets on Unix stays in .NET's copy.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable.</summary>
    public static void Set(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = SetOnWindows(name, value);
        }
        else
        {
            _ = SetOnUnix(name, value, 1);
        }
    }

    /// <summary>Sets a variable that the user has not set.</summary>
    public static void SetDefault(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null)
        {
            Set(name, value);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOnUnix(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOnWindows(string name, string value);
}
