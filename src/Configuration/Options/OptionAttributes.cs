namespace MlPipelines.Configuration;

/// <summary>What a path in the configuration names.</summary>
public enum DataPathKind
{
    /// <summary>A file that exists.</summary>
    File,

    /// <summary>A folder that exists.</summary>
    Folder,

    /// <summary>A file or a folder that exists.</summary>
    FileOrFolder,
}

/// <summary>Marks a text as a path. A relative one is taken from the configuration file's folder; loaded options hold it as absolute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DataPathAttribute(DataPathKind kind) : Attribute
{
    /// <summary>What the path names.</summary>
    public DataPathKind Kind { get; } = kind;
}

/// <summary>The closed range of every element of a list, or of every value of a map.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ElementRangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The least allowed value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest allowed value.</summary>
    public double Maximum { get; } = maximum;
}
