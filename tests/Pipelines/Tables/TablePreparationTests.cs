using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class TablePreparationTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Prepare_Table_DescribesIt()
    {
        TableOptions table = TableCase.Options(_case.Write("train.csv", TableCase.Rows(100, x: row => row % 10 == 0 ? "NA" : $"{row * 1.5}")));
        using PreparedData data = TableCase.Prepare(table);
        Assert.Equal("table", data.Description.Kind);
        Assert.Equal(["no", "yes"], data.Classes);
        Assert.Equal(new SampleShape(1, 1, 3, false), data.Shape);
        Assert.Equal([10, 10], data.Description.Counts["test"]);
        Assert.Equal([6, 6], data.Description.Counts["validation"]);
        Assert.Equal([34, 34], data.Description.Counts["train"]);
        Assert.False(data.Description.Counts.ContainsKey("selection"));
        Assert.Equal([new ColumnDescription("x", "numeric", 10, null), new ColumnDescription("c", "categorical", 0, 2)], data.Description.Columns);
        Assert.False(data.PathsDiffer);
        Assert.Null(data.Augmentation);
        Assert.Equal(data.Test.Ids, data.Split.Test.Select(row => (row + 1).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(64, data.Description.Fingerprint.Length);
    }

    [Fact]
    public void Prepare_Standardize_TrainingRowsHaveMeanZeroAndDeviationOne()
    {
        string[] x = [.. Enumerable.Range(0, 200).Select(row => $"{(row * row % 97) + 1000}")];
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(200, x: row => x[row]))));
        double[] train = [.. data.Split.Train.Select(row => double.Parse(x[row], CultureInfo.InvariantCulture))];
        double mean = train.Average();
        double deviation = Math.Sqrt(train.Average(value => (value - mean) * (value - mean)));
        AssertColumn(data.Train, 0, row => (train[row] - mean) / deviation);
        AssertColumn(data.Test, 0, row => (double.Parse(x[data.Split.Test[row]], CultureInfo.InvariantCulture) - mean) / deviation);
    }

    // scikit-learn 1.2.1, StandardScaler().fit_transform of all 569 rows, row 0 and row 568, columns mean_radius, mean_area, worst_fractal_dimension.
    [Fact]
    public void Fit_BreastCancerStandardized_IsScikitLearns()
    {
        (TableTransform transform, ColumnarDataView view) = FitAll(RepositoryFiles.Asset("tables", "breast_cancer.csv"), "diagnosis", new PipelineOptions());
        float[][] rows = [.. transform.Apply(view, TestContext.Current.CancellationToken).Chunk(30)];
        Assert.Equal(1.097063981, rows[0][0], 6);
        Assert.Equal(0.984374905, rows[0][3], 6);
        Assert.Equal(1.937014612, rows[0][29], 6);
        Assert.Equal(-1.808401247, rows[568][0], 6);
        Assert.Equal(-1.347789238, rows[568][3], 6);
        Assert.Equal(-0.751206693, rows[568][29], 6);
    }

    [Fact]
    public void Prepare_LargeNumbers_KeepTheirDifferences()
    {
        // Seconds since 1970 differ by less than a 32-bit float can tell; standardised they must not be equal.
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(100, x: row => $"{1_700_000_000 + (row * 37 % 100)}"))));
        Assert.Equal(data.Train.Count, TableCase.Matrix(data.Train).Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Prepare_MinMax_TrainingRangeIsZeroToOne()
    {
        PipelineOptions pipeline = new() { Scaling = FeatureScaling.MinMax };
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(100, x: row => $"{row + 500.5 + (row % 2)}"))), pipeline);
        float[] train = [.. TableCase.Matrix(data.Train).Select(row => row[0])];
        Assert.Equal(0, train.Min(), 6);
        Assert.Equal(1, train.Max(), 6);
        double least = data.Split.Train.Min(row => row + 500.5 + (row % 2));
        double most = data.Split.Train.Max(row => row + 500.5 + (row % 2));
        AssertColumn(data.Test, 0, row => (data.Split.Test[row] + 500.5 + (data.Split.Test[row] % 2) - least) / (most - least));
    }

    [Theory]
    [InlineData(MissingNumberReplacement.Mean)]
    [InlineData(MissingNumberReplacement.Minimum)]
    [InlineData(MissingNumberReplacement.Maximum)]
    [InlineData(MissingNumberReplacement.Mode)]
    [InlineData(MissingNumberReplacement.Zero)]
    public void Prepare_MissingNumbers_AreReplacedByWhatTrainingRowsSay(MissingNumberReplacement replacement)
    {
        double?[] x = [.. Enumerable.Range(0, 100).Select(row => row % 4 == 0 ? (double?)null : row % 5 == 0 ? 7 : row + 3.25)];
        string file = _case.Write("train.csv", TableCase.Rows(100, x: row => x[row] is { } value ? value.ToString(CultureInfo.InvariantCulture) : "", c: row => $"c{row % 2}"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(file), new PipelineOptions { MissingNumbers = replacement, Scaling = FeatureScaling.None });
        double[] present = [.. data.Split.Train.Select(row => x[row]).OfType<double>()];
        double expected = replacement switch
        {
            MissingNumberReplacement.Mean => present.Average(),
            MissingNumberReplacement.Minimum => present.Min(),
            MissingNumberReplacement.Maximum => present.Max(),
            MissingNumberReplacement.Mode => 7,
            _ => 0,
        };
        AssertColumn(data.Train, 0, row => x[data.Split.Train[row]] ?? expected);
        AssertColumn(data.Test, 0, row => x[data.Split.Test[row]] ?? expected);
    }

    [Fact]
    public void Prepare_MissingIndicators_OnlyForColumnsWithMissingTrainingValues()
    {
        string text = "a,b,y\n" + string.Concat(Enumerable.Range(0, 80).Select(row => $"{(row % 3 == 0 ? "?" : $"{row}")},{(row * row) % 51},{row % 2}\n"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", text)), new PipelineOptions { MissingIndicators = true });
        Assert.Equal(["a", "a is missing", "b"], ((TablePreparedData)data).FeatureNames);
        AssertColumn(data.Test, 1, row => data.Split.Test[row] % 3 == 0 ? 1 : 0);
    }

    [Fact]
    public void Prepare_OneHot_HasAColumnPerTrainingCategoryAndOneForMissing()
    {
        string[] colours = ["red", "green", "", "blue"];
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(120, c: row => colours[row % 4]))));
        Assert.Equal(["x", "c=(missing)", "c=blue", "c=green", "c=red"], ((TablePreparedData)data).FeatureNames);
        string[] ordered = ["", "blue", "green", "red"];
        for (int category = 0; category < 4; category++)
        {
            AssertColumn(data.Test, 1 + category, row => colours[data.Split.Test[row] % 4] == ordered[category] ? 1 : 0);
        }
    }

    [Fact]
    public void Prepare_CategoryUnseenInTraining_IsZerosAndANote()
    {
        string train = _case.Write("train.csv", TableCase.Rows(60));
        string test = _case.Write("test.csv", "y,c,x\nyes,violet,1\nno,red,2\nno,pink,3\nyes,pink,4\n");
        using PreparedData data = TableCase.Prepare(TableCase.Options(train, test));
        Assert.Equal([0f, 0f], TableCase.Matrix(data.Test)[0][1..]);
        Assert.Equal([0f, 1f], TableCase.Matrix(data.Test)[1][1..]);
        Assert.Equal(
            ["column \"c\": 3 held-out values of 2 categories unseen in the training set (\"pink\", \"violet\"); they are encoded as zeros"], data.Description.Notes);
        Assert.True(data.Split.TestIsSeparate);
        Assert.Equal([1, 0, 0, 1], data.Test.Labels);
    }

    [Fact]
    public void Prepare_Hashing_GivesEveryCategoryOneOfTheColumns()
    {
        string train = _case.Write("train.csv", TableCase.Rows(60, c: row => row % 5 == 0 ? "" : $"c{row % 5}"));
        string test = _case.Write("test.csv", "x,c,y\n1,never seen,yes\n2,,no\n");
        using PreparedData data = TableCase.Prepare(TableCase.Options(train, test), new PipelineOptions { Categories = CategoryEncoding.Hashing, HashBits = 4 });
        Assert.Equal(17, data.Shape.Size);
        Assert.All(TableCase.Matrix(data.Test).Concat(TableCase.Matrix(data.Train)), row => Assert.Equal(1, row[1..].Sum()));
    }

    [Fact]
    public void Prepare_ConstantAndEmptyColumns_AreDroppedWithANote()
    {
        string text = "a,b,c,d,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"5,,same,{row * 3 % 61},{row % 2}\n"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", text)));
        Assert.Equal(1, data.Shape.Size);
        Assert.Equal(
            [
                "column \"a\" has one value in the training set and was dropped",
                "column \"b\" has no value in the training set and was dropped",
                "column \"c\" has one value in the training set and was dropped",
            ],
            data.Description.Notes);
    }

    [Fact]
    public void Prepare_ManyConstantColumns_AreToldInOneNote()
    {
        string text = "a1,a2,b,a3,a4,a5,a6,a7,d,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"5,5,,5,5,5,5,5,{row * 3 % 61},{row % 2}\n"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", text)));
        Assert.Equal(
            [
                "each of 7 columns has one value in the training set and was dropped: \"a1\", \"a2\", \"a3\", \"a4\", \"a5\" and 2 more",
                "column \"b\" has no value in the training set and was dropped",
            ],
            data.Description.Notes);
    }

    [Fact]
    public void Prepare_ValueOrNothingColumn_IsKeptWhereMissingBecomesZero()
    {
        string text = "flag,d,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{(row % 3 == 0 ? "1" : "")},{row * 3 % 61},{row % 2}\n"));
        string file = _case.Write("train.csv", text);
        using PreparedData zero = TableCase.Prepare(TableCase.Options(file), new PipelineOptions { MissingNumbers = MissingNumberReplacement.Zero, Scaling = FeatureScaling.None });
        AssertColumn(zero.Test, 0, row => zero.Split.Test[row] % 3 == 0 ? 1 : 0);
        using PreparedData indicator = TableCase.Prepare(TableCase.Options(file), new PipelineOptions { MissingIndicators = true });
        Assert.Equal(["flag is missing", "d"], ((TablePreparedData)indicator).FeatureNames);
    }

    [Fact]
    public void Prepare_UniqueTexts_AreNotedAsIdentifiers()
    {
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(60, c: row => $"customer {row}"))));
        Assert.Contains(data.Description.Notes, note => note.StartsWith("column \"c\" has 41 different texts in 41 training rows and looks like an identifier", StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_NumericLabels_AreOrderedAsNumbersAndComparedAsNumbers()
    {
        string train = _case.Write("train.csv", TableCase.Rows(90, y: row => $"{(row % 3 * 5) + 5}"));
        string test = _case.Write("test.csv", "x,c,y\n1,red,10.0\n2,red,5\n3,red,15\n");
        using PreparedData data = TableCase.Prepare(TableCase.Options(train, test));
        Assert.Equal(["5", "10", "15"], data.Classes);
        Assert.Equal([1, 0, 2], data.Test.Labels);
    }

    [Fact]
    public void Prepare_GroupedByAColumn_IgnoresItAsAFeatureUnlessDeclared()
    {
        string text = "g,x,y\n" + string.Concat(Enumerable.Range(0, 90).Select(row => $"{row % 9},{row * 7 % 91},{row % 2}\n"));
        TableOptions table = TableCase.Options(_case.Write("train.csv", text)) with { Split = new SplitOptions { Strategy = SplitStrategy.Grouped, GroupBy = "g" } };
        using PreparedData data = TableCase.Prepare(table);
        Assert.Equal(["x"], ((TablePreparedData)data).FeatureNames);
        Assert.Empty(data.Split.Test.Select(row => row % 9).Intersect(data.Split.Train.Concat(data.Split.Validation).Select(row => row % 9)));
        using PreparedData declared = TableCase.Prepare(table with { Columns = new Dictionary<string, ColumnKind> { ["g"] = ColumnKind.Categorical } });
        Assert.Contains(((TablePreparedData)declared).FeatureNames, name => name.StartsWith("g=", StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_TimeSplit_UnderstandsDates()
    {
        string text = "day,x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"2024-{12 - (row / 5):00}-{(row % 28) + 1:00},{row * 7 % 61},{row % 2}\n"));
        TableOptions table = TableCase.Options(_case.Write("train.csv", text)) with { Split = new SplitOptions { Strategy = SplitStrategy.Time, OrderBy = "day" } };
        using PreparedData data = TableCase.Prepare(table);
        Assert.Equal(["x"], ((TablePreparedData)data).FeatureNames);
        Assert.Equal(12, data.Test.Count);

        // The last days of the months from December (rows 0 to 4) to October.
        Assert.All(data.Split.Test, row => Assert.InRange(row, 0, 14));
    }

    [Fact]
    public void Prepare_DuplicateRows_StayOnOneSide()
    {
        string text = "x,c,y\n" + string.Concat(Enumerable.Range(0, 100).Select(row => $"{row / 2},{(row / 2 % 2 == 0 ? "a" : "b")},{row / 2 % 2}\n"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", text)));
        Assert.Empty(data.Split.Test.Select(row => row / 2).Intersect(data.Split.Train.Select(row => row / 2)));
    }

    [Fact]
    public void Prepare_SplitSeedOnly_DecidesTheFit()
    {
        TableOptions table = TableCase.Options(_case.Write("train.csv", TableCase.Rows(100)));
        using PreparedData first = TableCase.Prepare(table);
        using PreparedData again = TableCase.Prepare(table);
        using PreparedData other = TableCase.Prepare(table, seed: 2);
        Assert.Equal(TableCase.Matrix(first.Train), TableCase.Matrix(again.Train));
        Assert.NotEqual(first.Split.Test, other.Split.Test);
        Assert.Equal(first.Description.Fingerprint, other.Description.Fingerprint);
    }

    [Fact]
    public void SavePreprocessing_LoadedTransforms_GiveTheSameFeatures()
    {
        string file = _case.Write("train.csv", TableCase.Rows(80, x: row => row % 9 == 0 ? "" : $"{row * 31 % 83}"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(file));
        data.SavePreprocessing(_case.PathOf(""));
        MLContext context = new();
        ITransformer loaded = context.Model.Load(_case.PathOf("preprocessing.zip"), out DataViewSchema schema);
        Assert.Equal(["x", "c"], schema.Select(column => column.Name));

        TableSource source = TableSource.Read(TableCase.Options(file), TestContext.Current.CancellationToken);
        IDataView transformed = loaded.Transform(ColumnarDataView.Of(source.Train, source.Columns).Only(data.Split.Test));
        Assert.Equal(TableCase.Matrix(data.Test), transformed.GetColumn<float[]>("Features"));
    }

    [Fact]
    public void SavePreprocessing_Json_HoldsWhatWasFitted()
    {
        using PreparedData data = TableCase.Prepare(TableCase.Options(_case.Write("train.csv", TableCase.Rows(80, x: row => row % 9 == 0 ? "" : $"{row * 31 % 83}"))));
        data.SavePreprocessing(_case.PathOf(""));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_case.PathOf("preprocessing.json")));
        JsonElement x = json.RootElement.GetProperty("columns")[0];
        double[] present = [.. data.Split.Train.Where(row => row % 9 != 0).Select(row => (double)(row * 31 % 83))];
        Assert.Equal(present.Average(), x.GetProperty("replacement").GetDouble(), 9);
        Assert.Equal(present.Average(), x.GetProperty("offset").GetDouble(), 9);
        Assert.Equal(["blue", "red"], json.RootElement.GetProperty("columns")[1].GetProperty("categories").EnumerateArray().Select(element => element.GetString()));
        Assert.Equal(["no", "yes"], json.RootElement.GetProperty("classes").EnumerateArray().Select(element => element.GetString()));
    }

    [Theory]
    [InlineData("customer_churn.csv", "churn")]
    [InlineData("breast_cancer.csv", "diagnosis")]
    [InlineData("penguins.csv", "species")]
    [InlineData("attrition.csv", "Attrition")]
    [InlineData("credit_data.csv", "Status")]
    public void Prepare_Assets_AreReadWithoutRemark(string file, string label)
    {
        using PreparedData data = TableCase.Prepare(TableCase.Options(RepositoryFiles.Asset("tables", file), label: label));
        Assert.All(TableCase.Matrix(data.Train).Concat(TableCase.Matrix(data.Test)), row => Assert.DoesNotContain(row, value => !float.IsFinite(value)));
    }

    internal static (TableTransform Transform, ColumnarDataView View) FitAll(string file, string label, PipelineOptions pipeline)
    {
        TableSource source = TableSource.Read(TableCase.Options(file, label: label), TestContext.Current.CancellationToken);
        ColumnarDataView view = ColumnarDataView.Of(source.Train, source.Columns);
        int[] rows = [.. Enumerable.Range(0, source.Train.Rows.Count)];
        return (TableTransform.Fit(view, FeatureColumn.Of(view, source.Columns, rows, pipeline, []), pipeline), view);
    }

    private static void AssertColumn(SampleSet set, int column, Func<int, double> expected)
    {
        float[][] rows = TableCase.Matrix(set);
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(expected(row), rows[row][column], 5);
        }
    }
}
