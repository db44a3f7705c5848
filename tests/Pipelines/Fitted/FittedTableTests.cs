using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>The plain values that are saved against ML.NET's transforms, bit by bit.</summary>
public sealed class FittedTableTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    public static TheoryData<FeatureScaling, CategoryEncoding, MissingNumberReplacement, bool> Pipelines()
    {
        TheoryData<FeatureScaling, CategoryEncoding, MissingNumberReplacement, bool> all = [];
        foreach (FeatureScaling scaling in Enum.GetValues<FeatureScaling>())
        {
            foreach (MissingNumberReplacement missing in Enum.GetValues<MissingNumberReplacement>())
            {
                all.Add(scaling, missing == MissingNumberReplacement.Mode ? CategoryEncoding.Hashing : CategoryEncoding.OneHot, missing, missing != MissingNumberReplacement.Zero);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void CopySamples_CreditData_HasTheBitsOfTheFittedTransforms(
        FeatureScaling scaling, CategoryEncoding categories, MissingNumberReplacement missing, bool indicators) => AssertSameBits(
            TableCase.Options(RepositoryFiles.Asset("tables", "credit_data.csv"), label: "Status"),
            new PipelineOptions { Scaling = scaling, Categories = categories, MissingNumbers = missing, MissingIndicators = indicators });

    [Theory]
    [InlineData(CategoryEncoding.OneHot, 8)]
    [InlineData(CategoryEncoding.Hashing, 1)]
    [InlineData(CategoryEncoding.Hashing, 3)]
    [InlineData(CategoryEncoding.Hashing, 16)]
    public void CopySamples_OddColumns_HasTheBitsOfTheFittedTransforms(CategoryEncoding categories, int bits)
    {
        // Names that look like intermediate columns, missing texts, text of other scripts, large and tiny numbers, a constant column with gaps.
        string text = "prepared.value.x,Straße,größe,\"a,b\",t,y\n" + string.Concat(Enumerable.Range(0, 120).Select(row =>
            $"{(row % 11 == 0 ? "" : FormattableString.Invariant($"{Math.Pow(-1.7, row % 60):R}"))},{(row % 7 == 0 ? "" : $"ü{row % 5}")},"
            + $"{(row % 5 == 0 ? "NA" : "3")},{1_600_000_000 + (row * 60)},{FormattableString.Invariant($"{row * 1e-30:R}")},{row % 3}\n"));
        AssertSameBits(
            TableCase.Options(_case.Write("odd.csv", text)),
            new PipelineOptions { Categories = categories, HashBits = bits, MissingIndicators = true });
    }

    [Fact]
    public void CopySamples_UnknownCategoryAndColumnsInAnotherOrder_AreEncodedAsInTraining()
    {
        FittedTable fitted = Fit(TableCase.Options(_case.Write("train.csv", TableCase.Rows(60))), new PipelineOptions { Scaling = FeatureScaling.None }, out PreparedData data);
        using (data)
        {
            FittedRows rows = new(fitted, new RawTable("new.csv", ["c", "other", "x"], [["red", "", "2.5"], ["green", "", ""]]));
            Assert.Equal(["x", "c=blue", "c=red"], fitted.Features);
            float[] copied = new float[6];
            rows.CopySamples([0, 1], PreprocessingPath.Test, copied);
            Assert.Equal([2.5f, 0, 1, (float)fitted.Columns[0].Replacement!.Value, 0, 0], copied);
        }
    }

    [Theory]
    [InlineData("\"schema\": \"mlpipelines/preprocessing/2\"", "\"schema\": \"mlpipelines/preprocessing/1\"", "of the format mlpipelines/preprocessing/1, not mlpipelines/preprocessing/2")]
    [InlineData("\"schema\"", "\"scheme\"", "as older versions wrote it")]
    [InlineData("\"kind\": \"table\"", "\"kind\": \"sound\"", "of the kind \"sound\"")]
    [InlineData("\"kind\": \"numeric\"", "\"kind\": 0", "could not be converted")]
    [InlineData("\"replacement\"", "\"offset\"", "")]
    [InlineData("\"blue\",", "\"red\",", "named twice")]
    [InlineData("\"no\",", "\"yes\",", "a class is named twice")]
    [InlineData("\"c=blue\",", "", "columns that give 3 features where 2 are named")]
    [InlineData("\"label\": \"y\",", "\"label\": \"y\", \"run\": \"rm\",", "run")]
    [InlineData("{", "", "invalid")]
    public void Load_ChangedFile_IsInvalidData(string from, string to, string reason)
    {
        Fit(TableCase.Options(_case.Write("train.csv", TableCase.Rows(60))), new PipelineOptions(), out PreparedData data);
        data.Dispose();
        string file = _case.PathOf(FittedPreprocessing.FileName);
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        int place = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(file, text[..place] + to + text[(place + from.Length)..]);

        string message = Assert.Throws<InvalidDataException>(() => FittedPreprocessing.Load(_case.PathOf(""))).Message;
        Assert.StartsWith("preprocessing.json: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_HashOfManyFeatures_IsRefusedBeforeAnythingIsMade()
    {
        Fit(TableCase.Options(_case.Write("train.csv", TableCase.Rows(60))), new PipelineOptions { Categories = CategoryEncoding.Hashing, HashBits = 2 }, out PreparedData data);
        data.Dispose();
        string file = _case.PathOf(FittedPreprocessing.FileName);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"hashSize\": 4", "\"hashSize\": 1073741824", StringComparison.Ordinal));

        Assert.Equal(
            "preprocessing.json: the column \"c\" hashed to 1073741824 features",
            Assert.Throws<InvalidDataException>(() => FittedPreprocessing.Load(_case.PathOf(""))).Message);
    }

    private void AssertSameBits(TableOptions options, PipelineOptions pipeline)
    {
        FittedTable fitted = Fit(options, pipeline, out PreparedData data);
        using (data)
        {
            FittedRows rows = new(fitted, TableSource.Read(options, TestContext.Current.CancellationToken).Train);
            foreach (SampleSet set in (SampleSet[])[data.Train, data.Validation, data.Test])
            {
                float[] expected = new float[set.Count * data.Shape.Size];
                set.CopySamples([.. Enumerable.Range(0, set.Count)], PreprocessingPath.Test, expected);
                float[] copied = new float[expected.Length];
                rows.CopySamples([.. set.SourceIndexes], PreprocessingPath.Test, copied);
                Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), copied.Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    private FittedTable Fit(TableOptions options, PipelineOptions pipeline, out PreparedData data)
    {
        data = TableCase.Prepare(options, pipeline);
        data.SavePreprocessing(_case.PathOf(""));
        FittedTable fitted = Assert.IsType<FittedTable>(FittedPreprocessing.Load(_case.PathOf("")));
        Assert.Equal(data.Shape, fitted.Shape);
        return fitted;
    }
}
