using System.Globalization;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Data as users have them, in a folder of their own, and <c>init</c> on them.</summary>
internal sealed class InitializationFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public string ConfigurationFile => _folder["mlconfig.json"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Photos of two classes that a network tells apart: bright ones and dark ones, in several sizes and formats.</summary>
    public void WritePhotos(string folder, int perClass, int first = 0)
    {
        for (int index = first; index < first + perClass; index++)
        {
            foreach ((string name, int tone) in new[] { ("day", 190), ("night", 30) })
            {
                (int width, int height) = index % 3 == 0 ? (40, 30) : index % 3 == 1 ? (36, 36) : (44, 33);
                bool isJpeg = index % 2 == 0;
                byte[] content = TestImages.Encode(
                    width, height, (x, y) => new SKColor((byte)(tone + (x * index % 23)), (byte)(tone + (y * (index + 3) % 19)), (byte)(tone + index % 11)),
                    isJpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png);
                _folder.Write(string.Create(CultureInfo.InvariantCulture, $"{folder}/{name}/{index:00}.{(isJpeg ? "jpg" : "png")}"), content);
            }
        }
    }

    public string Write(string relative, string content) => _folder.Write(relative, content);

    public string Write(string relative, byte[] content) => _folder.Write(relative, content);

    /// <summary>A table with most of what goes wrong in tables.</summary>
    public string WriteMessyTable()
    {
        StringBuilder text = new("row_id;Patient ID;visit;age;income;smoker;note;height;settled;currency;outcome\n");
        for (int row = 0; row < 300; row++)
        {
            int age = row * 37 % 72;
            bool isIll = age > 40 != (row % 11 == 0);
            text.Append(CultureInfo.InvariantCulture, $"R{row:0000};P{row % 60};2025-{(row % 12) + 1:00}-{(row % 28) + 1:00};");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 13 == 0 ? "-999" : (18 + age).ToString(CultureInfo.InvariantCulture))};{(row % 17 == 0 ? "unknown" : (30000 + (row * 91 % 50 * 100)).ToString(CultureInfo.InvariantCulture))};");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 7 == 0 ? "n/a" : row % 2 == 0 ? "yes" : "no")};the patient number {row} said this;");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 40 == 0 ? "1.70 m" : $"1.{50 + (row % 49)}")};{(isIll ? "A" : "B")};EUR;{(row < 3 ? "rare" : isIll ? "ill" : "well")}\n");
        }

        return _folder.Write("messy.csv", text.ToString());
    }

    public Task<InitializedScenario> ImagesAsync(string folder, Func<InitializationRequest, InitializationRequest>? change = null) =>
        CreateAsync(new InitializationRequest { Images = _folder[folder], ConfigurationFile = ConfigurationFile, CacheFolder = _folder["cache"] }, change);

    public Task<InitializedScenario> TableAsync(string file, string? label, Func<InitializationRequest, InitializationRequest>? change = null) =>
        CreateAsync(new InitializationRequest { Table = _folder[file], Label = label, ConfigurationFile = ConfigurationFile, CacheFolder = _folder["cache"] }, change);

    /// <summary>The scenario as <c>run</c> reads it.</summary>
    public StudyConfiguration Read(params string[] overrides) => Study.Load(ConfigurationFile, null, overrides);

    public string Text => File.ReadAllText(ConfigurationFile);

    private static Task<InitializedScenario> CreateAsync(InitializationRequest request, Func<InitializationRequest, InitializationRequest>? change) =>
        ScenarioInitialization.CreateAsync(change is null ? request : change(request), decoding: null, TestContext.Current.CancellationToken);
}
