using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace MlPipelines.Trainers;

/// <summary>
/// Keeps the patched copy of TorchSharp's native half in a folder that only this user can write, named by the content, so that it is written once per
/// user and version. Never in place: output files are hard links into the package cache.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class PatchedLibrary
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Loads a patched copy of a library.</summary>
    public static void Load(string original)
    {
        byte[] patched = StandardLibraryPatch.Apply(File.ReadAllBytes(original));
        if (UserCache() is { } cache)
        {
            try
            {
                NativeLibrary.Load(Place(cache, Path.GetFileName(original), patched));
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                // A read-only or no-exec home folder: a folder for this process alone serves as well, only slower.
            }
        }

        LoadOnce(Path.GetFileName(original), patched);
    }

    /// <summary>
    /// The file below <paramref name="cache"/> that holds exactly <paramref name="content"/>, written when it is missing or differs. Several processes may
    /// do so at once: each writes a file of its own and renames it.
    /// </summary>
    internal static string Place(string cache, string fileName, byte[] content)
    {
        string folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        string file = Path.Combine(folder, fileName);
        Directory.CreateDirectory(folder, OwnerOnly);
        if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
        {
            string fresh = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(fresh, content);
            File.SetUnixFileMode(fresh, OwnerOnly);
            File.Move(fresh, file, overwrite: true);
        }

        return file;
    }

    private static void LoadOnce(string fileName, byte[] content)
    {
        // Made with a fresh name and for the owner only, so nobody else can put a library there; gone once it is mapped.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlpipelines-");
        try
        {
            NativeLibrary.Load(Place(folder.FullName, fileName, content));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? UserCache()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length == 0 ? null : Path.Combine(home, "MlPipelines", "native");
    }
}
