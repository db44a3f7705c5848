using System.Reflection;

namespace MlPipelines.Studies;

/// <summary>The version of the program.</summary>
public static class ProgramVersion
{
    /// <summary>As the build wrote it, with the commit where the build knew it: <c>0.1.0+3f2a…</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
