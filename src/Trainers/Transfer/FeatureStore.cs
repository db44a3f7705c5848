using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Features by what they were made of: the backbone's file and output name the folder, a hash of an image's prepared values its row. Whatever changes the values - data,
/// preprocessing, corruption, another backbone - changes the key, so nothing outdated is ever found. Several processes may share a folder: each writes files of its own.
/// </summary>
/// <param name="folder">The folder; null keeps features in memory only.</param>
/// <param name="width">Features per image.</param>
internal sealed class FeatureStore(string? folder, int width)
{
    private const string Extension = ".features";
    private readonly Dictionary<UInt128, float[]> _features = [];
    private readonly List<UInt128> _unsaved = [];
    private bool _isRead;

    /// <summary>The key of an image: the first half of its SHA-256.</summary>
    /// <param name="values">Its prepared values.</param>
    public static UInt128 KeyOf(ReadOnlySpan<float> values) => MemoryMarshal.Read<UInt128>(SHA256.HashData(MemoryMarshal.AsBytes(values)));

    /// <summary>The features of a key; null when they were never computed.</summary>
    public float[]? Find(UInt128 key)
    {
        Read();
        return _features.GetValueOrDefault(key);
    }

    /// <summary>Keeps features.</summary>
    public void Add(UInt128 key, ReadOnlySpan<float> values)
    {
        if (_features.TryAdd(key, values.ToArray()))
        {
            _unsaved.Add(key);
        }
    }

    /// <summary>Writes what was added since the last time, for other processes and later runs.</summary>
    /// <exception cref="ProblemException">The disk is full or the place cannot be written.</exception>
    public void Save()
    {
        if (folder is null || _unsaved.Count == 0)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(Path.Combine(folder, $"{Guid.NewGuid():N}{Extension}"), WriteUnsaved, durable: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemStage.Storage, StagedCache.ProblemOf(exception, folder) ?? Storage.ProblemOf(exception, folder));
        }

        _unsaved.Clear();
    }

    private void WriteUnsaved(FileStream stream)
    {
        foreach (UInt128 key in _unsaved)
        {
            stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in key)));
            stream.Write(MemoryMarshal.AsBytes(_features[key].AsSpan()));
        }
    }

    /// <summary>Files appear whole; one of another length than its rows is a stranger's and is left alone.</summary>
    private void Read()
    {
        if (_isRead || folder is null || !Directory.Exists(folder))
        {
            return;
        }

        _isRead = true;
        int rowBytes = 16 + (sizeof(float) * width);
        foreach (string file in Directory.EnumerateFiles(folder, $"*{Extension}"))
        {
            byte[] bytes = File.ReadAllBytes(file);
            for (int offset = 0; bytes.Length % rowBytes == 0 && offset < bytes.Length; offset += rowBytes)
            {
                ReadOnlySpan<byte> row = bytes.AsSpan(offset, rowBytes);
                _features.TryAdd(MemoryMarshal.Read<UInt128>(row), MemoryMarshal.Cast<byte, float>(row[16..]).ToArray());
            }
        }
    }
}
