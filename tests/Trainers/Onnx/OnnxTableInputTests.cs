using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>The preprocessing of tables as ONNX Runtime computes it, against hand-worked features.</summary>
public class OnnxTableInputTests
{
    private static readonly FittedTable Table = new()
    {
        Classes = ["no", "yes"],
        Label = "churn",
        MissingValues = ["n/a", "?"],
        Columns =
        [
            new FittedTableColumn { Name = "age", Kind = ColumnKind.Numeric, Value = true, MissingIndicator = true, Replacement = 40, Offset = 30, Scale = 0.1 },
            new FittedTableColumn { Name = "note", Kind = ColumnKind.Ignore, Value = false, MissingIndicator = false },
            new FittedTableColumn { Name = "plan", Kind = ColumnKind.Categorical, Value = true, MissingIndicator = false, Categories = ["(missing)", "basic", "größe"] },
            new FittedTableColumn { Name = "since", Kind = ColumnKind.Numeric, Value = true, MissingIndicator = false, Replacement = 0 },
            new FittedTableColumn { Name = "sex", Kind = ColumnKind.Categorical, Value = true, MissingIndicator = false, Categories = ["f", "m"] },
        ],
        Features = ["age", "age is missing", "plan=(missing)", "plan=basic", "plan=größe", "since", "sex=f", "sex=m"],
    };

    [Fact]
    public void Write_NumbersAndTexts_GivesTheFeatures()
    {
        OnnxGraph graph = new("test");
        graph.Output("prepared", OnnxTableInput.Write(graph, Table), "batch", 8L);
        using OnnxSession session = OnnxSession.Open(OnnxModelFile.Write(graph, []), "test");

        float[] features = session.Run(
            [
                new OnnxInput("age", (double[])[50, double.NaN, 30, 25], [4, 1]),
                new OnnxInput("plan", (string[])["größe", "", "basic", "gold"], [4, 1]),
                new OnnxInput("since", (double[])[1_700_000_001, double.NaN, -3, 0.5], [4, 1]),
                new OnnxInput("sex", (string[])["m", "n/a", "f", "M"], [4, 1]),
            ],
            "prepared");

        Assert.Equal(["age", "plan", "since", "sex"], session.Inputs.Select(input => input.Name));
        Assert.Equal(
            [
                2, 0, 0, 0, 1, 1_700_000_001f, 0, 1,
                1, 1, 1, 0, 0, 0, 0, 0,
                0, 0, 0, 1, 0, -3, 1, 0,
                -0.5f, 0, 0, 0, 0, 0.5f, 0, 0,
            ],
            features);
    }

    [Fact]
    public void Write_LargeNumbers_AreScaledInSixtyFourBits()
    {
        FittedTable table = Table with
        {
            Columns = [new FittedTableColumn { Name = "time", Kind = ColumnKind.Numeric, Value = true, MissingIndicator = false, Replacement = 0, Offset = 1_700_000_000, Scale = 1 }],
            Features = ["time"],
        };
        OnnxGraph graph = new("test");
        graph.Output("prepared", OnnxTableInput.Write(graph, table), "batch", 1L);
        using OnnxSession session = OnnxSession.Open(OnnxModelFile.Write(graph, []), "test");

        Assert.Equal([1, 2], session.Run([new OnnxInput("time", (double[])[1_700_000_001, 1_700_000_002], [2, 1])], "prepared"));
    }

    [Fact]
    public void Check_HashedTexts_AreRefused()
    {
        FittedTable table = Table with { Columns = [.. Table.Columns.Select(column => column.Name == "plan" ? column with { Categories = null, HashSize = 4 } : column)] };

        Problem problem = Assert.Single(OnnxTableInput.Check(table, "baseline, repeat 0"));
        Assert.Equal(
            "baseline, repeat 0, column \"plan\": expected categories that an ONNX file can encode: a list of them, received texts that are hashed, for which ONNX has no operator. "
            + "Train with \"categories\": \"oneHot\" in pipeline, or use --format mlnet for a logistic model.",
            problem.ToString());
    }
}
