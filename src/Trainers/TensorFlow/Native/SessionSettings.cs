using Google.Protobuf;

namespace MlPipelines.Trainers;

/// <summary>
/// The settings of a session, as the bytes of TensorFlow's <c>ConfigProto</c> (<c>tensorflow/core/protobuf/config.proto</c>). What they are for: the same numbers to the last bit, whatever else is
/// computed by the same graph and whatever runs beside it.
/// </summary>
internal static class SessionSettings
{
    // Numbers of the fields in config.proto and rewriter_config.proto.
    private const int DeviceCount = 1;
    private const int IntraOpThreads = 2;
    private const int InterOpThreads = 5;
    private const int GraphOptions = 10;
    private const int Experimental = 16;
    private const int RewriteOptions = 10;
    private const int DisableMetaOptimizer = 19;
    private const int DisableThreadSpinning = 9;

    /// <summary>The settings of a session that computes on so many threads.</summary>
    public static byte[] For(int threads) => Message(settings =>
    {
        // A library for graphics cards computes on the processor too: training.device says cpu.
        Nested(settings, DeviceCount, entry => { Text(entry, 1, "GPU"); Number(entry, 2, 0); });
        Number(settings, IntraOpThreads, threads);

        // Less than 0: operations follow each other on the thread that calls.
        Number(settings, InterOpThreads, -1);

        // The rewriting of graphs fuses a convolution with what follows it where nothing else reads the convolution: then a prediction and a training step would have other last bits.
        Nested(settings, GraphOptions, graph => Nested(graph, RewriteOptions, rewriter => Number(rewriter, DisableMetaOptimizer, 1)));

        // Threads that wait while computing nothing take the processor from the trials beside.
        Nested(settings, Experimental, experimental => Number(experimental, DisableThreadSpinning, 1));
    });

    private static void Number(CodedOutputStream stream, int field, int value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt32(value);
    }

    private static void Text(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Nested(CodedOutputStream stream, int field, Action<CodedOutputStream> write)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream memory = new();
        using (CodedOutputStream stream = new(memory, leaveOpen: true))
        {
            write(stream);
        }

        return memory.ToArray();
    }
}
