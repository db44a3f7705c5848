using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>What a call of TensorFlow's C API came to. Every call that takes one is followed by <see cref="Check"/>.</summary>
internal sealed class TensorFlowStatus : SafeHandle
{
    /// <summary>The names of <c>TF_Code</c>, by number.</summary>
    private static readonly string[] s_codes =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <summary>A status that nothing has failed in.</summary>
    public TensorFlowStatus()
        : base(0, true) => SetHandle(TensorFlowApi.NewStatus());

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Whether the last call went well.</summary>
    public bool IsFine => TensorFlowApi.GetCode(this) == 0;

    /// <summary>What TensorFlow says about the failure.</summary>
    public string Message => Marshal.PtrToStringUTF8(TensorFlowApi.Message(this)) ?? "";

    /// <summary>Throws where the last call failed.</summary>
    /// <param name="what">What was called, with the name of its operation: <c>layers.0.conv2d/Conv2D_3 (Conv2D)</c>.</param>
    /// <exception cref="TensorFlowException">It failed.</exception>
    public void Check(string what)
    {
        int code = TensorFlowApi.GetCode(this);
        if (code != 0)
        {
            throw new TensorFlowException($"TensorFlow failed at {what}: {(code < s_codes.Length ? s_codes[code] : $"code {code}")}: {Message.TrimEnd()}");
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        TensorFlowApi.DeleteStatus(handle);
        return true;
    }
}

/// <summary>A call of TensorFlow failed. The message names the operation and gives TensorFlow's code and words.</summary>
public sealed class TensorFlowException : Exception
{
    /// <summary>A failure.</summary>
    /// <param name="message">What was called and what TensorFlow says.</param>
    public TensorFlowException(string message)
        : base(message)
    {
    }
}
