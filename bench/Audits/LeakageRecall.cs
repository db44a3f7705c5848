using System.Diagnostics;
using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Bench;

/// <summary>
/// What the audit of copies finds: false alarms on 28 x 28 images as published, the time it takes, and the share of planted copies of training images that it finds, by what was done to
/// them. Without a model, so that the features cannot help. Options: four IDX files (training images and labels, test images and labels); Fashion-MNIST of the assets without them.
/// </summary>
internal static class LeakageRecall
{
    private const int CopiesPerKind = 1000;
    private static readonly string[] s_files = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    public static int Run(string[] args)
    {
        string[] files = args.Length == 4 ? args : [.. s_files.Select(file => Path.Combine(RepositoryFiles.Root, "assets", "fashion-mnist", file))];
        string cache = Directory.CreateTempSubdirectory("mlpipelines-bench-").FullName;
        try
        {
            ScenarioOptions scenario = new()
            {
                Data = new IdxOptions { TrainImages = files[0], TrainLabels = files[1], TestImages = files[2], TestLabels = files[3] },
                Model = new CnnOptions(),
            };
            using PreparedData data = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), cache, null, CancellationToken.None);
            Measure(data);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }

        return 0;
    }

    private static void Measure(PreparedData data)
    {
        var watch = Stopwatch.StartNew();
        LeakageAudit published = LeakageAudits.Audit(data, null, null, CancellationToken.None)!;
        Print($"{data.Train.Count} training, {data.Validation.Count} validation and {data.Test.Count} test images in {watch.Elapsed.TotalSeconds:F1} s");
        Print($"as published: {published.Exact} exact, {published.Near} near ({100.0 * published.Near / published.TestRows:F2}%)");
        Console.WriteLine(published.Method);
        foreach (LeakedPair pair in published.Examples)
        {
            Print($"  test {pair.TestId} ({pair.TestLabel}) and training {pair.TrainId} ({pair.TrainLabel}): distance {pair.Distance:F3}");
        }

        Print($"{CopiesPerKind} planted copies of each kind: found, by class, and test images found beside them");
        foreach ((string kind, Func<SamplePicture, int, SamplePicture> change) in PictureCopies.Kinds)
        {
            Dictionary<int, (SamplePicture, int)> planted = [];
            Dictionary<int, int> sources = [];
            for (int copy = 0; copy < Math.Min(CopiesPerKind, data.Test.Count / 2); copy++)
            {
                int row = (int)((long)copy * data.Train.Count / CopiesPerKind);
                planted.Add(copy, (change(data.Train.Picture(row, PreprocessingPath.Test)!, row), data.Train.Labels[row]));
                sources.Add(copy, row);
            }

            using PlantedCopies leaking = new(data, new PlantedSet(data.Test, planted));
            LeakageAudit audit = LeakageAudits.Audit(leaking, null, null, CancellationToken.None)!;
            LeakedRow[] found = [.. audit.Rows.Where(row => planted.ContainsKey(row.Row))];
            int right = found.Count(row => row.TrainSet == "train" && row.TrainRow == sources[row.Row]);
            string byClass = string.Join(' ', Enumerable.Range(0, data.Classes.Count).Select(label =>
                (found.Count(row => planted[row.Row].Item2 == label) / (double)planted.Values.Count(copy => copy.Item2 == label)).ToString("F2", CultureInfo.InvariantCulture)));
            Print($"  {kind,-30} {100.0 * found.Length / planted.Count,5:F1}%  (its own source: {100.0 * right / planted.Count,5:F1}%)  by class {byClass}  beside {audit.Rows.Count - found.Length}");
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
