using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>An ONNX file in ONNX Runtime, which is an implementation of the format that shares nothing with the code that writes it.</summary>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    /// <summary>What runs models: <c>ONNX Runtime 1.31.1</c>.</summary>
    public static string Runtime { get; } = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    private OnnxSession(InferenceSession session) => _session = session;

    /// <summary>The inputs, in the order of the file.</summary>
    public IReadOnlyList<OnnxPort> Inputs => [.. _session.InputNames.Select(name => PortOf(name, _session.InputMetadata[name]))];

    /// <summary>The outputs, in the order of the file.</summary>
    public IReadOnlyList<OnnxPort> Outputs => [.. _session.OutputNames.Select(name => PortOf(name, _session.OutputMetadata[name]))];

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Opens a model that is in memory.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <param name="where">What messages call it.</param>
    /// <exception cref="ProblemException">It is no model that ONNX Runtime can run.</exception>
    public static OnnxSession Open(byte[] model, string where)
    {
        using SessionOptions options = new()
        {
            // One thread: the same sums in the same order whatever the machine. Warnings about the file are not the user's concern; errors are thrown.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            return new OnnxSession(new InferenceSession(model, options));
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(where, "an ONNX model that ONNX Runtime can run", Reason(exception)));
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ProblemException">There is none, or it is no model that ONNX Runtime can run.</exception>
    public static OnnxSession Open(string file)
    {
        try
        {
            return Open(File.ReadAllBytes(file), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string received = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : exception.Message.TrimEnd('.');
            throw new ProblemException(ProblemStage.Data, new Problem(file, "an ONNX file", received));
        }
    }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="output">The output that is wanted, of 32-bit numbers.</param>
    /// <returns>The output's values in row-major order.</returns>
    public float[] Run(IReadOnlyList<OnnxInput> inputs, string output)
    {
        OrtValue[] values = [.. inputs.Select(input => input.Create())];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, [.. inputs.Select(input => input.Name)], values, [output]);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            foreach (OrtValue value in values)
            {
                value.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    /// <summary>ONNX Runtime's messages begin with an error code in brackets; some go on over lines.</summary>
    private static string Reason(OnnxRuntimeException exception)
    {
        string line = exception.Message.Split('\n')[0].TrimEnd('.', ' ');
        int end = line.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? line.IndexOf(']', StringComparison.Ordinal) : -1;
        return line[(end + 1)..].Trim();
    }

    private static OnnxPort PortOf(string name, NodeMetadata metadata) => metadata.IsTensor
        ? new OnnxPort(
            name,
            metadata.ElementDataType.ToString().ToLower(CultureInfo.InvariantCulture),
            [.. metadata.Dimensions.Select(size => size < 0 ? (int?)null : size)])
        : new OnnxPort(name, metadata.OnnxValueType.ToString(), []);
}

/// <summary>An input or output of an ONNX model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">What it holds: <c>float</c>, <c>uint8</c>, <c>double</c>, <c>string</c>, ...; the kind of value where it is no tensor.</param>
/// <param name="Shape">The size of each axis; null where the caller chooses it.</param>
public sealed record OnnxPort(string Name, string Element, IReadOnlyList<int?> Shape)
{
    /// <summary><c>float (batch, 3, 224, 224)</c>; ? for a size that the caller chooses.</summary>
    public override string ToString() =>
        $"{Element} ({string.Join(", ", Shape.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "?"))})";
}

/// <summary>A value for an input.</summary>
/// <param name="Name">The input.</param>
/// <param name="Values">An array of bytes, 32-bit or 64-bit numbers, or texts.</param>
/// <param name="Shape">The size of each axis.</param>
public sealed record OnnxInput(string Name, Array Values, IReadOnlyList<long> Shape)
{
    internal OrtValue Create() => Values switch
    {
        byte[] bytes => OrtValue.CreateTensorValueFromMemory(bytes, [.. Shape]),
        float[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, [.. Shape]),
        double[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, [.. Shape]),
        string[] texts => OfTexts(texts),
        _ => throw new InvalidOperationException($"no input of {Values.GetType().Name}"),
    };

    private OrtValue OfTexts(string[] texts)
    {
        OrtValue value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [.. Shape]);
        for (int index = 0; index < texts.Length; index++)
        {
            value.StringTensorSetElementAt(texts[index].AsSpan(), index);
        }

        return value;
    }
}
