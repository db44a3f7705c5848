using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>What a model is written as.</summary>
public enum ExportFormat
{
    /// <summary>One ONNX file with the preprocessing inside.</summary>
    Onnx,

    /// <summary>ML.NET's own zip; logistic models only.</summary>
    MlNet,
}

/// <summary>Which model is exported, to where.</summary>
/// <param name="Run">The run.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Format">The format.</param>
public sealed record ExportRequest(RunDirectory Run, string Variant, int Repeat, ExportFormat Format)
{
    /// <summary>The file, absolute; null for one in the run's folder <c>exports</c>, named for variant and repeat.</summary>
    public string? File { get; init; }

    /// <summary>Whether a file that exists is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The folder of decoded images, absolute; null for the one with which the run was planned.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The file that is written.</summary>
    public string Target => File ?? Path.Combine(
        Run.Root, "exports", FormattableString.Invariant($"{Variant}-{Repeat}{(Format == ExportFormat.Onnx ? ".onnx" : ".zip")}"));
}

/// <summary>What was exported, and how far it is from the project's own predictions.</summary>
public sealed record ExportResult
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>What whoever uses the file has to give it, in words.</summary>
    public required string Input { get; init; }

    /// <summary>The inputs, a line each: name, type and shape.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The outputs, a line each.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>What runs the file that was checked: <c>ONNX Runtime 1.31.1</c>.</summary>
    public required string CheckedIn { get; init; }

    /// <summary>The number of test samples that were compared: all of them.</summary>
    public required int Samples { get; init; }

    /// <summary>The largest difference of a probability, both starting from the same decoded pixels or cells.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>
    /// The largest difference that decoding JPEG files at reduced size makes, which training and <c>predict</c> do to save time and whoever uses the file may not; null where nothing is
    /// decoded.
    /// </summary>
    public double? ReducedDecodingDifference { get; init; }

    /// <summary>What a user should know though nothing is wrong.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
