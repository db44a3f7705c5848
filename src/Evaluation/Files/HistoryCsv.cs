using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary><c>history.csv</c>: one row per epoch.</summary>
internal static class HistoryCsv
{
    private static readonly string[] s_header =
    [
        "epoch", "runningLoss", "runningAccuracy", "trainLoss", "trainAccuracy", "heldOutSet", "heldOutLoss", "heldOutAccuracy", "learningRate",
        "gradientNorm", "seconds",
    ];

    public static void Write(string path, IReadOnlyList<EpochRow> epochs) => Storage.WriteFile(path, stream =>
    {
        var csv = new CsvWriter(stream);
        WriteHeader(csv);
        foreach (EpochRow epoch in epochs)
        {
            WriteRow(csv, epoch);
        }

        csv.Flush();
    });

    /// <summary>Adds an epoch to a file that others may be reading, in one write; the header comes with the first.</summary>
    public static void Append(string path, EpochRow epoch) => Storage.Write(() =>
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var csv = new CsvWriter(file);
        if (file.Position == 0)
        {
            WriteHeader(csv);
        }

        WriteRow(csv, epoch);
        csv.Flush();
    }, path);

    /// <summary>The epochs of a file that is being written: whole rows only, none where there is no file yet.</summary>
    public static IReadOnlyList<EpochRow> ReadGrowing(string path)
    {
        byte[] content;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream copy = new();
            file.CopyTo(copy);
            content = copy.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ResultFileReading.Damaged(path, "a file that can be read", exception.Message);
        }

        int whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (whole == 0)
        {
            return [];
        }

        using MemoryStream rows = new(content, 0, whole);
        return Read(path, rows);
    }

    public static IReadOnlyList<EpochRow> Read(string path)
    {
        using FileStream file = ResultFileReading.Open(path);
        return Read(path, file);
    }

    private static List<EpochRow> Read(string path, Stream content)
    {
        var csv = new CsvReader(path, content);
        if (!csv.Header.SequenceEqual(s_header))
        {
            throw ResultFileReading.Damaged(path, $"the columns {string.Join(',', s_header)}", string.Join(',', csv.Header));
        }

        var epochs = new List<EpochRow>();
        while (csv.NextRow())
        {
            epochs.Add(new EpochRow(
                csv.Integer(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.Text(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN(),
                csv.DoubleOrNaN()));
        }

        return epochs;
    }

    private static void WriteHeader(CsvWriter csv)
    {
        foreach (string name in s_header)
        {
            csv.Text(name);
        }

        csv.EndRow();
    }

    private static void WriteRow(CsvWriter csv, EpochRow epoch)
    {
        csv.Number(epoch.Epoch);
        csv.NumberOrEmpty(epoch.RunningLoss);
        csv.NumberOrEmpty(epoch.RunningAccuracy);
        csv.NumberOrEmpty(epoch.TrainLoss);
        csv.NumberOrEmpty(epoch.TrainAccuracy);
        csv.Text(epoch.HeldOutSet);
        csv.NumberOrEmpty(epoch.HeldOutLoss);
        csv.NumberOrEmpty(epoch.HeldOutAccuracy);
        csv.NumberOrEmpty(epoch.LearningRate);
        csv.NumberOrEmpty(epoch.GradientNorm);
        csv.NumberOrEmpty(epoch.Seconds);
        csv.EndRow();
    }
}
