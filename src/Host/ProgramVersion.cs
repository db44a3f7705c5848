using System.Reflection;

namespace MlPipelines.Host;

/// <summary>The version of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>The version without the commit that a build may append.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
