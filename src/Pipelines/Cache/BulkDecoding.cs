using Microsoft.ML;

namespace MlPipelines.Pipelines;

/// <summary>
/// Decodes a whole source on all cores. Each core pulls rows of one shared sequence through an ML.NET pipeline of its own, so that rows are read
/// once and in order, and memory holds one image per core whatever the size of the source.
/// </summary>
internal static class BulkDecoding
{
    private const int ProgressEvery = 100;

    /// <summary>Decodes all images of a source into a file.</summary>
    public static void Run(
        ImageContentSource source,
        ImageDecodingTransform transform,
        SizeTally sizes,
        PixelFileWriter writer,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation)
    {
        int done = 0;
        int total = source.Count;
        Lock reporting = new();
        using SharedRows shared = new(source.Rows(), cancellation);
        RunOnAllCores(Math.Min(Environment.ProcessorCount, total), shared.Stop, () =>
        {
            using DecodedRowReader reader = new(new MLContext().Data.LoadFromEnumerable(shared.Drain()), transform.Transformer);
            while (reader.Next() is { } row)
            {
                writer.Write(row);
                if (row.Reason.Length == 0)
                {
                    sizes.Add(row.SampleIndex, row.SourceWidth, row.SourceHeight);
                }

                lock (reporting)
                {
                    done++;
                    if (done % ProgressEvery == 0 || done == total)
                    {
                        progress?.Report(new DecodingProgress(done, total));
                    }
                }
            }
        });
    }

    /// <summary>Runs the same work on several threads; what goes wrong on one stops the others and is thrown here.</summary>
    private static void RunOnAllCores(int threads, Action stop, Action work)
    {
        void Guarded()
        {
            try
            {
                work();
            }
            catch
            {
                stop();
                throw;
            }
        }

        Task[] tasks = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            Guarded, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WhenAll(tasks).GetAwaiter().GetResult();
    }

    /// <summary>One sequence that several threads drain together.</summary>
    private sealed class SharedRows(IEnumerable<ImageSourceRow> rows, CancellationToken cancellation) : IDisposable
    {
        private readonly IEnumerator<ImageSourceRow> _rows = rows.GetEnumerator();
        private readonly Lock _lock = new();
        private bool _stopped;

        public IEnumerable<ImageSourceRow> Drain()
        {
            while (Next() is { } row)
            {
                yield return row;
            }
        }

        public void Stop()
        {
            lock (_lock)
            {
                _stopped = true;
            }
        }

        public void Dispose() => _rows.Dispose();

        private ImageSourceRow? Next()
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_lock)
            {
                return !_stopped && _rows.MoveNext() ? _rows.Current : null;
            }
        }
    }
}
