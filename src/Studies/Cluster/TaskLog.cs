using System.Text;

namespace MlPipelines.Studies;

/// <summary>
/// The growing log of a task: the trial's messages, read as they come and in whole lines, and the end of everything else that it wrote. A task that is started again on another node goes on in the same file.
/// </summary>
internal sealed class TaskLog(string path)
{
    private long _position;
    private byte[] _half = [];

    /// <summary>Where it lies.</summary>
    public string Path { get; } = path;

    /// <summary>What it wrote that is no message, for the reason of a failure.</summary>
    public QuotedErrors Errors { get; private set; } = new();

    /// <summary>The messages since the last time.</summary>
    public IReadOnlyList<TrialMessage> Read()
    {
        List<TrialMessage> messages = [];
        foreach (string line in Lines())
        {
            if (TrialMessage.Read(line) is { } message)
            {
                messages.Add(message);
            }
            else
            {
                Errors.Add(line);
            }
        }

        return messages;
    }

    /// <summary>Forgets what an attempt wrote, so that the reason of the next one is its own.</summary>
    public void Forget() => Errors = new QuotedErrors();

    private string[] Lines()
    {
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= _position)
            {
                return [];
            }

            file.Seek(_position, SeekOrigin.Begin);
            byte[] read = new byte[checked((int)Math.Min(file.Length - _position, 1 << 24))];
            int count = file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false);
            _position += count;
            byte[] all = [.. _half, .. read.AsSpan(0, count)];
            int end = all.AsSpan().LastIndexOf((byte)'\n') + 1;
            _half = all[end..];
            return Encoding.UTF8.GetString(all, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (IOException)
        {
            // A shared file system that does not answer now may answer at the next look.
            return [];
        }
    }
}
