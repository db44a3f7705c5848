using System.Text;
using System.Text.Json;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class SamplePredictionFilesTests
{
    private static readonly SamplePredictions s_single = new()
    {
        Variant = "baseline",
        Repeats = [0],
        Classes = ["=cmd|' /C calc'!A0", "a,\"b\"", "@x"],
        Samples = [new("+1.png", null, 0, [0.5f, 0.3f, 0.2f]), new("b/ü.png", null, 2, [0.1f, 0.2f, 0.7f])],
    };

    private static readonly SamplePredictions s_ensemble = s_single with
    {
        Repeats = [0, 1, 2],
        AreRows = true,
        Samples = [new("t.csv", 7, 1, [0.25f, 1 / 3f, 0.4166667f]) { Spread = 0.125f, Agreement = 2 / 3f }],
    };

    [Fact]
    public void Write_Csv_HasAColumnPerClassAndNoFormula() => Assert.Equal(
        """"
        input,class,probability,p(=cmd|' /C calc'!A0),"p(a,""b"")",p(@x)
        '+1.png,'=cmd|' /C calc'!A0,0.5,0.5,0.3,0.2
        b/ü.png,'@x,0.7,0.1,0.2,0.7

        """".ReplaceLineEndings("\n"),
        Text(s_single, PredictionFormat.Csv));

    [Fact]
    public void Write_CsvOfAnEnsembleOfRows_HasRowSpreadAndAgreement() => Assert.Equal(
        """"
        input,row,class,probability,spread,agreement,p(=cmd|' /C calc'!A0),"p(a,""b"")",p(@x)
        t.csv,7,"a,""b""",0.33333334,0.125,0.6666667,0.25,0.33333334,0.4166667

        """".ReplaceLineEndings("\n"),
        Text(s_ensemble, PredictionFormat.Csv));

    [Fact]
    public void Write_JsonLines_HaveTheSameMembers()
    {
        string[] lines = Text(s_single, PredictionFormat.Jsonl).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        Assert.StartsWith("{\"input\":\"b/ü.png\",\"class\":\"@x\",\"probability\":0.7,\"probabilities\":{", lines[1], StringComparison.Ordinal);
        using JsonDocument ensemble = JsonDocument.Parse(Text(s_ensemble, PredictionFormat.Jsonl));
        Assert.Equal(
            ["input", "row", "class", "probability", "spread", "agreement", "probabilities"],
            ensemble.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1 / 3f, ensemble.RootElement.GetProperty("probabilities").GetProperty("a,\"b\"").GetSingle());
    }

    private static string Text(SamplePredictions predictions, PredictionFormat format)
    {
        using MemoryStream stream = new();
        SamplePredictionFiles.Write(stream, predictions, format);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
