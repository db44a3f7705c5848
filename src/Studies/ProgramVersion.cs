using System.Reflection;

namespace MlPipelines.Studies;

/// <summary>The version of the program.</summary>
public static class ProgramVersion
{
    /// <summary>The version without the commit that a build may append.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
