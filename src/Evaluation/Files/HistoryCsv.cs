namespace MlPipelines.Evaluation;

/// <summary><c>history.csv</c>: one row per epoch.</summary>
internal static class HistoryCsv
{
    private static readonly string[] s_header =
    [
        "epoch", "runningLoss", "runningAccuracy", "trainLoss", "trainAccuracy", "heldOutSet", "heldOutLoss", "heldOutAccuracy", "learningRate",
        "gradientNorm", "seconds",
    ];

    public static void Write(string path, IReadOnlyList<EpochRow> epochs) => AtomicFile.Write(path, stream =>
    {
        var csv = new CsvWriter(stream);
        foreach (string name in s_header)
        {
            csv.Text(name);
        }

        csv.EndRow();
        foreach (EpochRow epoch in epochs)
        {
            WriteRow(csv, epoch);
        }

        csv.Flush();
    });

    public static IReadOnlyList<EpochRow> Read(string path)
    {
        var csv = new CsvReader(path, ResultFileReading.ReadAll(path));
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
