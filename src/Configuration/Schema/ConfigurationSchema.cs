namespace MlPipelines.Configuration;

/// <summary>The JSON schema of <c>mlconfig.json</c>, generated from the option records.</summary>
public static class ConfigurationSchema
{
    /// <summary>The schema as indented JSON with a final line feed.</summary>
    public static string Generate() => throw new NotSupportedException();
}
