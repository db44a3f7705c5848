using MlPipelines.Configuration;
using TorchSharp;

namespace MlPipelines.Trainers;

/// <summary>Trains networks with libtorch on the processor.</summary>
internal sealed class TorchEngine : INeuralEngine
{
    private static readonly Lock Gate = new();
    private static bool s_interopThreadsSet;

    [ThreadStatic]
    private static int s_threadsHere;

    /// <inheritdoc/>
    public string Description
    {
        get
        {
            TorchNatives.Load();
            return $"torch {Version.Parse(torch.__version__).ToString(3)} (TorchSharp {ModelTraining.VersionOf(typeof(torch))})";
        }
    }

    /// <inheritdoc/>
    public string? Location => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Devices => ["cpu"];

    /// <inheritdoc/>
    public Problem? Check() => TorchNatives.TryLoad();

    /// <inheritdoc/>
    public INeuralNetwork Build(NetworkDescription network, NamedWeights initial, TrainingRule rule)
    {
        TorchNatives.Load();
        UseThreads(rule.Threads);
        return new TorchNetwork(network, initial, rule);
    }

    /// <summary>
    /// The number of threads is the process's, and the calling thread has a copy of its own: set by whoever is about to compute. Another
    /// number gives other last bits.
    /// </summary>
    internal static void UseThreads(int threads)
    {
        if (s_threadsHere == threads)
        {
            return;
        }

        lock (Gate)
        {
            if (!s_interopThreadsSet)
            {
                torch.set_num_interop_threads(1);
                s_interopThreadsSet = true;
            }

            torch.set_num_threads(threads);
        }

        s_threadsHere = threads;
    }
}
