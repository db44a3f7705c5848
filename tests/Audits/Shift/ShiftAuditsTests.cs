using System.Text.Json;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ShiftAuditsTests
{
    [Fact]
    public void Audit_ImagesOfOneDistribution_ShiftInNothing()
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, null);
        IReadOnlyList<ShiftAudit> audits = ShiftAudits.Audit(data, null, (set, row) => throw new InvalidOperationException("No picture."), Cancellation);
        Assert.Equal([("validation", "test"), ("train", "validation")], audits.Select(audit => (audit.From, audit.To)));
        Assert.Equal([(data.Validation.Count, data.Test.Count), (data.Train.Count, data.Validation.Count)], audits.Select(audit => (audit.RowsFrom, audit.RowsTo)));
        foreach (ShiftAudit audit in audits)
        {
            Assert.Null(audit.Features);
            Assert.Null(audit.Outputs);
            Assert.Equal(["blue", "brightness", "contrast", "green", "noise", "red", "saturation", "sharpness"], audit.Properties.Select(property => property.Name).Order());
            Assert.All(audit.Properties, property => Assert.True(property.AdjustedP > 0.05, property.Name));
            Assert.All(audit.Properties, property => Assert.Empty(property.PicturesFrom));
            Assert.True(audit.Labels!.P > 0.9);
        }
    }

    public static TheoryData<string, string> Corruptions => new()
    {
        { """{ "Brightness": 0.15 }""", "brightness" },
        { """{ "Contrast": 0.4 }""", "contrast" },
        { """{ "Blur": 1.5 }""", "sharpness" },
        { """{ "Noise": 0.2 }""", "noise" },
    };

    /// <summary>What a corruption of the test images changes is among the properties that shifted, with the sign of the change; training and validation images are not touched.</summary>
    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Audit_CorruptedTestImages_NamesWhatChanged(string corruption, string property)
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, JsonSerializer.Deserialize<CorruptOptions>(corruption));
        IReadOnlyList<ShiftAudit> audits = ShiftAudits.Audit(data, null, (set, row) => $"{set.Name}/{row}.png", Cancellation);
        ShiftedProperty found = audits[0].Properties.Single(other => other.Name == property);
        Assert.True(found.AdjustedP < 1e-6);
        Assert.True(Math.Abs(found.EffectSize!.Value) > 0.5);
        Assert.Equal(property is "contrast" or "sharpness" ? -1 : 1, Math.Sign(found.EffectSize.Value));
        Assert.True(found.EffectInterval!.Lower * found.EffectInterval.Upper > 0);
        Assert.Equal(3, audits[0].Properties.Count(other => other.PicturesFrom.Count == 3 && other.PicturesTo.Count == 3));
        Assert.All(audits[0].Properties.Take(3).SelectMany(other => other.PicturesFrom), path => Assert.StartsWith("validation/", path, StringComparison.Ordinal));
        Assert.All(audits[0].Properties.Take(3).SelectMany(other => other.PicturesTo), path => Assert.StartsWith("test/", path, StringComparison.Ordinal));
        Assert.Equal(audits[0].Properties.Where(other => other.AdjustedP < 0.05).Select(other => other.Distance).OrderDescending(),
            audits[0].Properties.TakeWhile(other => other.AdjustedP < 0.05).Select(other => other.Distance));
        Assert.All(audits[1].Properties, other => Assert.True(other.AdjustedP > 0.05, other.Name));
    }

    /// <summary>Typical pictures lie at the set's median.</summary>
    [Fact]
    public void Audit_ShiftedProperty_ShowsImagesNearTheMedian()
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, new CorruptOptions { Brightness = 0.2 });
        ShiftedProperty brightness = ShiftAudits.Audit(data, null, (_, row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture), Cancellation)[0].Properties
            .Single(property => property.Name == "brightness");
        foreach (string path in brightness.PicturesTo)
        {
            SamplePicture picture = data.Test.Picture(int.Parse(path, System.Globalization.CultureInfo.InvariantCulture), PreprocessingPath.Deployment)!;
            double mean = Enumerable.Range(0, picture.Width * picture.Height)
                .Average(pixel => (0.299 * picture.Pixels[3 * pixel]) + (0.587 * picture.Pixels[(3 * pixel) + 1]) + (0.114 * picture.Pixels[(3 * pixel) + 2])) / 255;
            Assert.Equal(brightness.QuantilesTo[2], mean, 0.02);
        }
    }

    [Fact]
    public void Audit_ShiftedTable_NamesColumnsCategoriesAndGaps()
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", Table(600, isShifted: false));
        string test = tables.Write("test.csv", Table(300, isShifted: true));
        TableOptions options = TableCase.Options(train, test) with { Columns = new Dictionary<string, ColumnKind> { ["note"] = ColumnKind.Ignore } };
        using PreparedData data = TableCase.Prepare(options);
        IReadOnlyList<ShiftAudit> audits = ShiftAudits.Audit(data, null, null, Cancellation);
        Dictionary<string, ShiftedProperty> found = audits[0].Properties.ToDictionary(property => property.Name);
        Assert.Equal(["colour", "same", "gaps", "gaps (missing)", "moved"], found.Keys.OrderBy(name => Array.IndexOf(["colour", "same", "gaps", "gaps (missing)", "moved"], name)));
        Assert.Equal(["colour", "gaps (missing)", "moved"], found.Values.Where(property => property.AdjustedP < 0.05).Select(property => property.Name).Order());
        Assert.Equal("numeric", found["moved"].Kind);
        Assert.InRange(found["moved"].EffectSize!.Value, 0.8, 1.2);
        Assert.Equal(found["moved"].MeanFrom!.Value + 30, found["moved"].MeanTo!.Value, 8.0);
        Assert.Equal("categorical", found["colour"].Kind);
        Assert.Null(found["colour"].MeanFrom);
        Assert.Equal("red", found["colour"].Categories.MaxBy(share => share.ShareTo)!.Category);
        Assert.Equal(0.3, found["gaps (missing)"].Categories.Single(share => share.Category == "missing").ShareTo, 1e-9);
        Assert.Equal(0.3 - (data.Validation.SourceIndexes.Count(row => row % 10 == 0) / (double)data.Validation.Count), found["gaps (missing)"].Distance, 1e-9);
        Assert.All(audits[1].Properties, property => Assert.True(property.AdjustedP > 0.05, property.Name));
        Assert.True(audits[0].Labels!.P < 1e-6);
        Assert.Equal(1, audits[0].Labels!.SharesTo.Sum(), 1e-12);
        Assert.Equal(0.8, audits[0].Labels!.SharesTo.Max(), 1e-9);
        Assert.True(audits[1].Labels!.P > 0.5);
    }

    [Fact]
    public void Audit_ModelsView_TellsSetsApart()
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, null);
        IReadOnlyList<ShiftAudit> same = ShiftAudits.Audit(data, View(data, 0), null, Cancellation);
        Assert.All(same, audit => Assert.True(audit is { Features.P: > 0.05, Outputs.P: > 0.05 }));
        Assert.All(same, audit => Assert.InRange(0.5, audit.Features!.Interval.Lower, audit.Features.Interval.Upper));
        IReadOnlyList<ShiftAudit> shifted = ShiftAudits.Audit(data, View(data, 0.8f), null, Cancellation);
        Assert.Equal(0.001, shifted[0].Features!.P, 1e-12);
        Assert.True(shifted[0].Features!.Area > 0.65 && shifted[0].Features!.Interval.Lower > 0.5);
        Assert.Equal(0.001, shifted[0].Outputs!.P, 1e-12);
        Assert.Equal(same[1].Features, shifted[1].Features);
        Assert.Equal(JsonSerializer.Serialize(shifted), JsonSerializer.Serialize(ShiftAudits.Audit(data, View(data, 0.8f), null, Cancellation)));
    }

    [Fact]
    public void Audit_ViewOfOtherRows_Throws()
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, null);
        ModelView view = View(data, 0);
        Dictionary<string, FeatureMatrix> features = new(view.Features) { ["test"] = new FeatureMatrix(new float[30], 3) };
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => ShiftAudits.Audit(data, view with { Features = features }, null, Cancellation));
        Assert.StartsWith("Features of 10 rows, but the test set has 300.", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>A few rows a set: what cannot be said is null or left out, and everything can be written as JSON, which has no NaN.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void Audit_TinySets_SaysOnlyWhatThereIs(int rows)
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", Table(20, isShifted: false));
        string test = tables.Write("test.csv", Table(rows, isShifted: true));
        using PreparedData table = TableCase.Prepare(TableCase.Options(train, test));
        AssertWritable(ShiftAudits.Audit(table, View(table, 0), null, Cancellation));
        using TemporaryFolder folder = new();
        for (int index = 0; index < 20; index++)
        {
            folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index:000}.png", TestImages.GreyPng(4, 4, (_, _) => (byte)(40 + index)));
        }

        for (int index = 0; index < rows; index++)
        {
            folder.Write($"test/{(index % 2 == 0 ? "a" : "b")}/{index:000}.png", TestImages.GreyPng(4, 4, (_, _) => 200));
        }

        ScenarioOptions scenario = new() { Data = new ImageFolderOptions { Train = folder["train"], Test = folder["test"] }, Model = new LogisticRegressionOptions() };
        using PreparedData images = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), folder["cache"], null, Cancellation);
        AssertWritable(ShiftAudits.Audit(images, View(images, 0), (_, row) => $"{row}", Cancellation));
    }

    /// <summary>The interval holds 0.5 in about 95% of 300 draws without shift, few rows included.</summary>
    [Theory]
    [InlineData(40, 40, 10)]
    [InlineData(150, 100, 30)]
    public void IntervalOf_NothingShifted_HoldsHalf(int rows, int otherRows, int width)
    {
        int[] held = [0];
        Parallel.For(0, 300, draw =>
        {
            CounterRandom random = new(9, 0, RandomStream.Data, draw, rows);
            float[] Drawn(int count) => [.. Enumerable.Range(0, count * width).Select(_ => (float)random.NextNormal())];
            ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of(Drawn(rows), Drawn(otherRows), width, CancellationToken.None, permutations: 99)!;
            Interval interval = SetClassifier.IntervalOf(test, rows, otherRows);
            Interlocked.Add(ref held[0], interval.Lower <= 0.5 && 0.5 <= interval.Upper ? 1 : 0);
        });
        Assert.InRange(held[0] / 300.0, 0.91, 0.99);
    }

    [Fact]
    public void Audit_Cancelled_Throws()
    {
        using TemporaryFolder folder = new();
        using PreparedData data = Images(folder, null);
        Assert.ThrowsAny<OperationCanceledException>(() => ShiftAudits.Audit(data, null, null, new CancellationToken(canceled: true)));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PreparedData Images(TemporaryFolder folder, CorruptOptions? corrupt)
    {
        ScenarioOptions scenario = new()
        {
            Data = new SyntheticImagesOptions { TrainCount = 600, TestCount = 300, Side = 16, Color = true, Corrupt = corrupt, Split = new SplitOptions { Validation = 0.5 } },
            Model = new LogisticRegressionOptions(),
        };
        return DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), folder["cache"], null, Cancellation);
    }

    /// <summary>Normal features of which test samples have the first moved, and probabilities that follow it.</summary>
    private static ModelView View(PreparedData data, float shift)
    {
        Dictionary<string, FeatureMatrix> features = [];
        Dictionary<string, float[]> probabilities = [];
        int classes = data.Classes.Count;
        foreach ((SampleSet set, int index) in new[] { data.Train, data.Validation, data.Test }.Select((set, index) => (set, index)))
        {
            CounterRandom random = new(11, index, RandomStream.Data);
            float[] values = new float[set.Count * 8];
            float[] ofClasses = new float[set.Count * classes];
            for (int row = 0; row < set.Count; row++)
            {
                for (int feature = 0; feature < 8; feature++)
                {
                    values[(row * 8) + feature] = (float)random.NextNormal() + (feature == 0 && set.Name == "test" ? shift : 0);
                }

                float first = 1 / (1 + MathF.Exp(-values[row * 8]));
                for (int label = 0; label < classes; label++)
                {
                    ofClasses[(row * classes) + label] = label == 0 ? first : (1 - first) / (classes - 1);
                }
            }

            features.Add(set.Name, new FeatureMatrix(values, 8));
            probabilities.Add(set.Name, ofClasses);
        }

        return new ModelView(features, probabilities);
    }

    private static void AssertWritable(IReadOnlyList<ShiftAudit> audits)
    {
        Assert.Equal(2, audits.Count);
        Assert.DoesNotContain("NaN", JsonSerializer.Serialize(audits), StringComparison.Ordinal);
        Assert.All(audits.SelectMany(audit => audit.Properties), property => Assert.InRange(property.AdjustedP, property.P, 1));
        Assert.All(audits, audit => Assert.NotNull(audit.Labels));
    }

    /// <summary>In the shifted table one column is moved, colours and gaps are more frequent, and so is a class.</summary>
    private static string Table(int rows, bool isShifted) => "same,moved,colour,gaps,note,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row =>
    {
        int draw = row * 7919 % 1009;
        string colour = row * 31 % 10 < (isShifted ? 8 : 4) ? "red" : row % 2 == 0 ? "blue" : "green";
        string gaps = row % 10 < (isShifted ? 3 : 1) ? "" : FormattableString.Invariant($"{draw * 17 % 1009}.5");
        string label = row * 3 % 10 < (isShifted ? 8 : 5) ? "yes" : "no";
        return FormattableString.Invariant($"{draw * 13 % 1009 / 10.0},{(draw / 10.0) + (isShifted ? 30 : 0)},{colour},{gaps},{row},{label}\n");
    }));
}
