using System.Text.Json.Serialization;

namespace MlPipelines.Pipelines;

/// <summary>
/// What preprocessing learned from training samples, in plain values: all that a new sample needs to become what the model was trained on. It travels beside the model as
/// <c>preprocessing.json</c>; the training data are not needed any more, and reading it loads no types and runs nothing.
/// </summary>
public abstract record FittedPreprocessing
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string FileName = "preprocessing.json";

    /// <summary>The format of the file: <c>mlpipelines/preprocessing/2</c>.</summary>
    [JsonPropertyOrder(-3)]
    public string Schema { get; init; } = FittedFile.Schema;

    /// <summary><c>image</c> or <c>table</c>.</summary>
    [JsonPropertyOrder(-2)]
    public abstract string Kind { get; init; }

    /// <summary>The class names by index.</summary>
    [JsonPropertyOrder(-1)]
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The shape of a prepared sample: what the model receives.</summary>
    [JsonIgnore]
    public abstract SampleShape Shape { get; }

    /// <summary>Reads <see cref="FileName"/>.</summary>
    /// <param name="folder">A model's folder.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged, of another version, or claims what cannot be.</exception>
    public static FittedPreprocessing Load(string folder) => FittedFile.Read(folder);

    /// <summary>Writes <see cref="FileName"/>.</summary>
    /// <param name="folder">An existing folder.</param>
    public void Save(string folder) => FittedFile.Write(folder, this);

    /// <summary>What is wrong with the values, or null.</summary>
    internal virtual string? Fault() =>
        Classes.Count < 2 ? "fewer than two classes"
        : Classes.Distinct(StringComparer.Ordinal).Count() < Classes.Count ? "a class is named twice"
        : null;
}
