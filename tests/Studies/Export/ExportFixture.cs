using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Runs with models to export: two classes of photos of many sizes, and the penguins.</summary>
internal sealed class ExportFixture : IDisposable
{
    public StudyFixture Studies { get; } = new();

    public string Folder => Studies.Folder;

    public void Dispose() => Studies.Dispose();

    /// <summary>One repeat in this process.</summary>
    public async Task<RunDirectory> RunAsync(StudyConfiguration study)
    {
        StudyOutcome outcome = await StudyRun.StartAsync(
            study,
            new StudyRunOptions { OutputFolder = Studies.Output, CacheFolder = Studies.Cache, Workers = 1, Command = "mlpipelines run", InProcess = true },
            new StudyFixture.Recorded(),
            TestContext.Current.CancellationToken);
        Assert.Equal(0, outcome.FailedTrials);
        return outcome.Directory;
    }

    public static Task<ExportResult> ExportAsync(RunDirectory run, ExportFormat format = ExportFormat.Onnx, string variant = "baseline", string? file = null, bool force = false) =>
        ModelExport.ExportAsync(new ExportRequest(run, variant, 0, format) { File = file, Force = force }, TestContext.Current.CancellationToken);

    /// <summary>Photos: JPEG in both classes, large enough to be decoded at reduced size, and a grey PNG.</summary>
    public StudyConfiguration Photos(string model, string pipeline)
    {
        foreach ((string name, int phase) in new[] { ("checks", 0), ("stripes", 1) })
        {
            for (int number = 0; number < 12; number++)
            {
                string file = Path.Combine(Folder, "photos", name, $"{number}.jpg");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, Photo(number, phase));
            }
        }

        File.WriteAllBytes(Path.Combine(Folder, "photos", "checks", "grey.png"), TestImages.Numbered(5, 31, 22));
        return Studies.Load(
            $$"""
            { "scenario": "photos", "scenarios": { "photos": {
                "data": { "type": "imageFolder", "train": "photos", "split": { "test": 0.4 } },
                "pipeline": {{pipeline}},
                "model": {{model}},
                {{(model.Contains("logistic", StringComparison.Ordinal) ? "" : "\"training\": { \"epochs\": 1, \"batchSize\": 8 },")}}
                "repeats": 1 } } }
            """);
    }

    public static byte[] Photo(int number, int phase)
    {
        (int width, int height) = (40 + (number * 23), 150 - (number * 9));
        return TestImages.Encode(
            width,
            height,
            (x, y) => new SKColor((byte)(((x / 5) + (phase * y / 7)) % 2 * 200), (byte)((x * 3) + number), (byte)((y * 2) + (x * y % 13))),
            SKEncodedImageFormat.Jpeg);
    }
}
