using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ResultFilesTests : IDisposable
{
    private static readonly SyntheticStudy s_small = new() { Repeats = 2, Classes = 3, TrainRows = 60, ValidationRows = 30, TestRows = 60 };

    private static readonly float[] s_edges = [0f, -0f, 1f, float.Epsilon, 1e-7f, 0.1f, float.MaxValue, 16777217f];

    private readonly string _folder = Directory.CreateTempSubdirectory("result-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Predictions_AnyRows_ReadBackToTheBit()
    {
        Gen<string> ids = Gen.Char["abcö😀,;\"'\n\r\t =+-@0"].Array[0, 8].Select(characters => new string(characters).Replace("\ud83d", "", StringComparison.Ordinal).Replace("\ude00", "", StringComparison.Ordinal));
        Gen<float> numbers = Gen.OneOf(Gen.Float[0, 1], Gen.Int[0, s_edges.Length - 1].Select(index => s_edges[index]));
        Gen<TrialRows> rows = Gen.Select(Gen.Int[1, 5], Gen.Bool).SelectMany((count, whole) => Gen.Select(
            Gen.Int[0, 100].Array[count], ids.Array[count], Gen.Int[0, 2].Array[count], numbers.Array[count], numbers.Array[count], numbers.Array[count * 3],
            (row, id, label, first, second, all) => new TrialRows(row, id, label, [.. label.Reverse()], first, second, whole ? all : null)));
        Gen.Select(rows, rows).Sample((test, validation) =>
        {
            string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
            ResultFiles.WritePredictions(path, new Dictionary<string, TrialRows> { ["test"] = test, ["validation"] = validation });
            IReadOnlyDictionary<string, TrialRows> read = ResultFiles.ReadPredictions(path);

            Assert.Equal(["test", "validation"], read.Keys);
            AssertSame(test, read["test"]);
            AssertSame(validation, read["validation"]);
        });
    }

    [Fact]
    public void Predictions_LongerThanTheWindow_ReadBackWhereverItEnds()
    {
        // Cells of all lengths, so that the window ends within quotes, between doubled ones, and at separators; the last is longer than the window itself.
        string[] ids = [.. Enumerable.Range(0, 3000).Select(row => (row % 4 == 0 ? "\"" : "") + new string((row % 3) switch { 0 => '"', 1 => '\n', _ => 'ö' }, row % 97)), new string('"', 100_000)];
        int[] zeros = new int[ids.Length];
        float[] halves = [.. zeros.Select(_ => 0.5f)];
        TrialRows rows = new([.. Enumerable.Range(0, ids.Length)], ids, zeros, zeros, halves, halves, null);
        string path = Path.Combine(_folder, "long.csv");
        ResultFiles.WritePredictions(path, new Dictionary<string, TrialRows> { ["test"] = rows });

        AssertSame(rows, ResultFiles.ReadPredictions(path)["test"]);
    }

    [Theory]
    [InlineData("=cmd|'/c calc'!A1")]
    [InlineData("+1")]
    [InlineData("-2,5")]
    [InlineData("@SUM(A1)")]
    [InlineData("'=1")]
    [InlineData("a, \"b\"\r\nc")]
    public void Predictions_IdsThatSpreadsheetsRun_AreNeutralisedAndRestored(string id)
    {
        string path = Path.Combine(_folder, "predictions.csv");
        ResultFiles.WritePredictions(path, new Dictionary<string, TrialRows> { ["test"] = new([0], [id], [0], [1], [0.25f], [0.75f], null) });

        string[] cells = File.ReadAllLines(path)[1].Split(',');
        Assert.DoesNotContain(cells[2].TrimStart('"')[0], "=+-@");
        Assert.Equal(id, ResultFiles.ReadPredictions(path)["test"].Ids[0]);
    }

    [Fact]
    public void AllFiles_GermanCulture_ReadAndWriteTheSameBytes()
    {
        byte[][] invariant = WriteAll("invariant");
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            byte[][] german = WriteAll("german");
            for (int file = 0; file < invariant.Length; file++)
            {
                Assert.Equal(invariant[file], german[file]);
            }

            Assert.Equal(0.001, ResultFiles.ReadHistory(Path.Combine(_folder, "german", "history.csv"))[0].LearningRate);
            AssertSame(s_small.Rows("baseline", 0)["test"], ResultFiles.ReadPredictions(Path.Combine(_folder, "german", "predictions.csv"))["test"]);
            Assert.Contains(" points (", ResultFiles.ReadResult(Path.Combine(_folder, "german", "result.json")).Verdict.Sentence, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void History_AnyNumbers_ReadBackToTheBit() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Double.Array[9], (epoch, values) => new EpochRow(
            epoch, values[0], values[1], values[2], values[3], "validation", values[4], values[5], values[6], values[7], values[8])).Array[0, 4].Sample(epochs =>
        {
            string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
            ResultFiles.WriteHistory(path, epochs);

            IReadOnlyList<EpochRow> read = ResultFiles.ReadHistory(path);
            Assert.Equal(epochs.Length, read.Count);
            for (int index = 0; index < epochs.Length; index++)
            {
                Assert.Equal(FiniteOrNaN(epochs[index]), Bits(read[index]));
            }
        });

    [Fact]
    public void Trial_FinishedAndFailed_ReadBackEqual()
    {
        SyntheticStudy study = s_small with { Failed = [("baseline", 1)] };
        foreach (TrialResult trial in study.Trials())
        {
            string path = Path.Combine(_folder, "trial.json");
            ResultFiles.WriteTrial(path, trial);
            TrialResult read = ResultFiles.ReadTrial(path);

            Assert.Equal(trial.Measurements, read.Measurements);
            Assert.Equal(trial, read with { Measurements = trial.Measurements });
        }
    }

    [Fact]
    public void Result_WholeStudy_ReadsBackAndWritesTheSameBytes()
    {
        StudyResult result = s_small.Conclude();
        (string first, string second) = (Path.Combine(_folder, "first.json"), Path.Combine(_folder, "second.json"));
        ResultFiles.WriteResult(first, result);
        ResultFiles.WriteResult(second, ResultFiles.ReadResult(first));

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Result_Format_IsCamelCaseWithWordsAndNulls()
    {
        string path = Path.Combine(_folder, "result.json");
        ResultFiles.WriteResult(path, (s_small with { Repeats = 1 }).Conclude());
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;

        Assert.Equal("mlpipelines/result/1", (string)json["schema"]!);
        Assert.Equal("finished", (string)json["variants"]![0]!["trials"]![0]!["state"]!);
        JsonObject floor = json["variants"]![0]!["gap"]!["floor"]!.AsObject();
        Assert.True(floor.ContainsKey("single"));
        Assert.Null(floor["single"]);
        JsonObject interval = json["variants"]![0]!["gap"]!["total"]!["interval"]!.AsObject();
        Assert.Equal(["lower", "upper", "level"], interval.Select(pair => pair.Key));
        Assert.DoesNotContain("NaN", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NotANumber_IsRefusedAndLeavesNothing()
    {
        TrialResult trial = s_small.Trials()[0] with { Seconds = double.NaN };
        string path = Path.Combine(_folder, "trial.json");

        Assert.ThrowsAny<ArgumentException>(() => ResultFiles.WriteTrial(path, trial));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_FileThatExists_IsReplacedWhole()
    {
        string path = Path.Combine(_folder, "history.csv");
        File.WriteAllText(path, new string('x', 100_000));
        ResultFiles.WriteHistory(path, s_small.History("baseline", 0));

        Assert.Equal(8, ResultFiles.ReadHistory(path).Count);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_FolderThatIsMissing_IsAProblemWithThePath()
    {
        string path = Path.Combine(_folder, "nowhere", "history.csv");
        var problem = Assert.Throws<ProblemException>(() => ResultFiles.WriteHistory(path, []));

        Assert.Equal(ProblemStage.Storage, problem.Stage);
        Assert.Equal(path, problem.Problems[0].Where);
    }

    [Fact]
    public void Read_MissingFile_IsAProblem()
    {
        string path = Path.Combine(_folder, "none");
        foreach (Action read in new Action[]
        {
            () => ResultFiles.ReadTrial(path), () => ResultFiles.ReadHistory(path), () => ResultFiles.ReadPredictions(path), () => ResultFiles.ReadResult(path),
        })
        {
            var problem = Assert.Throws<ProblemException>(read);
            Assert.Equal(ProblemStage.Data, problem.Stage);
            Assert.Contains("no file", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "JSON of the format")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{}", "no such member")]
    [InlineData("""{ "schema": 1 }""", "no text")]
    [InlineData("""{ "schema": "mlpipelines/result/2", "anything": 1 }""", "mlpipelines/result/2")]
    [InlineData("""{ "schema": "mlpipelines/result/1" }""", "JSON of the format")]
    public void ReadResult_OtherContent_SaysWhatIsThere(string content, string part)
    {
        string path = Path.Combine(_folder, "result.json");
        File.WriteAllText(path, content);

        var problem = Assert.Throws<ProblemException>(() => ResultFiles.ReadResult(path));
        Assert.StartsWith(path, problem.Problems[0].Where, StringComparison.Ordinal);
        Assert.True(content.Length == 0 || problem.Message.Contains(part, StringComparison.Ordinal), problem.Message);
    }

    [Fact]
    public void ReadResult_CutOffAnywhere_IsAProblem()
    {
        string path = Path.Combine(_folder, "result.json");
        ResultFiles.WriteResult(path, s_small.Conclude());
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length - 2; length += whole.Length / 40)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<ProblemException>(() => ResultFiles.ReadResult(path));
        }
    }

    [Theory]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25,0.75\ntest,1,b,0,x,0.75,0.25,0.25,0.75\n", "row 2, column \"predicted\"")]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25\n", "row 1")]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25,0.75,1\ntest,1,b,0,1,0.75,0.25,0.25,0.75\n", "row 1")]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25,0.75,1\n", "row 1")]
    [InlineData("test,0,a,0,2,0.75,0.25,0.25,0.75\n", "row 1, column \"predicted\"")]
    [InlineData("test,0,a,0,-1,0.75,0.25,0.25,0.75\n", "row 1, column \"predicted\"")]
    [InlineData("test,0,a,0,1,NaN,0.25,0.25,0.75\n", "row 1, column \"confidence\"")]
    [InlineData("test,0,\"a,0,1,0.75,0.25,0.25,0.75\n", "row 1, column \"id\"")]
    [InlineData("test,0,\"a\"b,0,1,0.75,0.25,0.25,0.75\n", "row 1, column \"id\"")]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25,\n", "row 1, column \"p1\"")]
    [InlineData("test,0,a,0,1,0.75,0.25,0.25,0.75\n\n", "row 2")]
    [InlineData("test,0,a,0,1,0.7", "cut off")]
    [InlineData("test,0,a,0,1,0.75,0.25,,\nvalidation,0,a,0,1,0.75,0.25,,\ntest,1,a,0,1,0.75,0.25,,\n", "row 3, column \"measurement\"")]
    public void ReadPredictions_DamagedRow_NamesIt(string rows, string part)
    {
        string path = Path.Combine(_folder, "predictions.csv");
        File.WriteAllText(path, "measurement,row,id,label,predicted,confidence,pTrue,p0,p1\n" + rows);

        var problem = Assert.Throws<ProblemException>(() => ResultFiles.ReadPredictions(path));
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadHistory_OtherHeader_SaysWhichIsExpected()
    {
        string path = Path.Combine(_folder, "history.csv");
        File.WriteAllText(path, "epoch,loss\n1,2\n");

        Assert.Contains("runningLoss", Assert.Throws<ProblemException>(() => ResultFiles.ReadHistory(path)).Message, StringComparison.Ordinal);
    }

    private byte[][] WriteAll(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        ResultFiles.WriteTrial(Path.Combine(folder, "trial.json"), s_small.Trials()[0]);
        ResultFiles.WriteHistory(Path.Combine(folder, "history.csv"), s_small.History("baseline", 0));
        ResultFiles.WritePredictions(Path.Combine(folder, "predictions.csv"), s_small.Rows("baseline", 0));
        ResultFiles.WriteResult(Path.Combine(folder, "result.json"), s_small.Conclude());
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    private static void AssertSame(TrialRows expected, TrialRows actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Ids, actual.Ids);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Predicted, actual.Predicted);
        Assert.Equal(expected.TrueProbabilities.Select(BitConverter.SingleToInt32Bits), actual.TrueProbabilities.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected.Confidences.Select(BitConverter.SingleToInt32Bits), actual.Confidences.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected.Probabilities?.Select(BitConverter.SingleToInt32Bits), actual.Probabilities?.Select(BitConverter.SingleToInt32Bits));
    }

    private static long[] Bits(EpochRow row) =>
    [
        row.Epoch,
        .. new[]
        {
            row.RunningLoss, row.RunningAccuracy, row.TrainLoss, row.TrainAccuracy, row.HeldOutLoss, row.HeldOutAccuracy, row.LearningRate, row.GradientNorm,
            row.Seconds,
        }.Select(BitConverter.DoubleToInt64Bits),
    ];

    private static long[] FiniteOrNaN(EpochRow row)
    {
        static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
        return Bits(new EpochRow(
            row.Epoch, Finite(row.RunningLoss), Finite(row.RunningAccuracy), Finite(row.TrainLoss), Finite(row.TrainAccuracy), row.HeldOutSet,
            Finite(row.HeldOutLoss), Finite(row.HeldOutAccuracy), Finite(row.LearningRate), Finite(row.GradientNorm), Finite(row.Seconds)));
    }
}
