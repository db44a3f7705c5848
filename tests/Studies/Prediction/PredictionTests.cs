using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Predictions of a study's own test samples, from its folder alone, against its predictions.csv, bit by bit.</summary>
public sealed class PredictionTests : IDisposable
{
    /// <summary>More than a batch of 256, the last one not full.</summary>
    private const int TestImagesOfClass = 140;

    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Predict_TestImagesOfAStudy_HaveItsNumbersToTheLastBit()
    {
        StudyOutcome outcome = await _fixture.StartAsync(Images());
        string moved = Moved(outcome);

        foreach (string variant in (string[])["baseline", "mlp", "skew", "logistic"])
        {
            SamplePredictions predicted = await AssertSame(moved, variant, 1, [Path.Combine(_fixture.Folder, "test")]);
            Assert.Equal(Path.Combine(_fixture.Folder, "test") + "/=shirt/000.png", predicted.Samples[0].Input);
            Assert.Equal(variant == "skew", predicted.Notes.Any(note => note.StartsWith("pipeline.test prepares test images otherwise", StringComparison.Ordinal)));
            Assert.Contains(
                $"{2 * TestImagesOfClass} of {2 * TestImagesOfClass} images are not 9 x 8 pixels, as the model sees them, and were scaled to fit and padded with black",
                predicted.Notes);
        }

        await AssertEnsemble(moved);
    }

    [Fact]
    public async Task Predict_TestRowsOfATable_HaveTheStudysNumbersToTheLastBit()
    {
        StudyOutcome outcome = await _fixture.StartAsync(
            _fixture.Penguins("pipeline.missingIndicators=true", "variants.hashed={\"pipeline\":{\"categories\":\"hashing\",\"hashBits\":4}}"));
        string rows = TestRows(outcome, "new.csv");
        string moved = Moved(outcome);

        SamplePredictions predicted = await AssertSame(moved, "baseline", 0, [rows]);
        Assert.Equal(1, predicted.Samples[0].Row);
        Assert.True(predicted.AreRows);
        await AssertSame(moved, "wider", 1, [rows]);
        await AssertSame(moved, "hashed", 0, [rows]);
    }

    [Fact]
    public async Task Predict_TestRowsByALogisticModel_HaveTheStudysNumbersToTheLastBit()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins());
        string rows = TestRows(outcome, "new.tsv");
        string moved = Moved(outcome);

        await AssertSame(moved, "baseline", 0, [rows]);
        await AssertSame(moved, "baseline", 1, [rows]);
    }

    [Fact]
    public async Task Predict_BadInputs_AreAllToldAtOnce()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins());
        string folder = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "in")).FullName;
        File.WriteAllText(Path.Combine(folder, "lacking.csv"), "island,bill_length,bill_depth_mm,flipper_length_mm,body_mass_g\nDream,1,2,3,four\n");
        File.WriteAllText(Path.Combine(folder, "empty.csv"), "island\n");
        File.WriteAllText(Path.Combine(folder, "image.png"), "");
        using RunModel model = await RunModel.LoadAsync(outcome.Directory.Root, cancellation: TestContext.Current.CancellationToken);
        FittedTable fitted = (FittedTable)model.Preprocessing;
        string columns = string.Join(", ", fitted.Used.Select(column => column.Name));

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(() => model.PredictAsync(
            [.. ((string[])["lacking.csv", "empty.csv", "image.png", "nowhere.csv", ""]).Select(name => Path.Combine(folder, name))], TestContext.Current.CancellationToken));

        Assert.Equal(ProblemStage.Data, exception.Stage);
        string[] told = [.. exception.Problems.Select(problem => problem.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
        Assert.Equal(6, told.Length);
        Assert.Equal("image.png: expected a table, as the model was trained on, received an image.", told[0]);
        Assert.Equal("nowhere.csv: expected a file or a folder, received nothing: there is no such file.", told[1]);
        Assert.EndsWith(": expected a table, as the model was trained on, received a folder with 1 image and 2 tables. Name the tables themselves.", told[2], StringComparison.Ordinal);
        Assert.StartsWith($"lacking.csv: expected the columns that the model was trained on: {columns}, received a table without ", told[3], StringComparison.Ordinal);
        Assert.Equal(
            "lacking.csv row 1, column \"body_mass_g\": expected a number, received \"four\". The column held numbers in training; leave the cell empty where the number is missing.",
            told[4]);
        Assert.Equal("empty.csv: expected at least one row, received a header only.", told[5]);
    }

    [Fact]
    public async Task Predict_UnknownCategory_IsEncodedAsZerosAndNoted()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins());
        string rows = TestRows(outcome, "new.csv");
        string text = File.ReadAllText(rows);
        File.WriteAllText(rows, text.Replace("Dream", "Mars", StringComparison.Ordinal));
        using RunModel model = await RunModel.LoadAsync(outcome.Directory.Root, cancellation: TestContext.Current.CancellationToken);

        SamplePredictions predicted = await model.PredictAsync([rows], TestContext.Current.CancellationToken);

        string note = Assert.Single(predicted.Notes);
        Assert.EndsWith("rows have a category that training never saw (\"Mars\"); it is encoded as zeros, as in the study", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_WeightsThatAreNoNumbers_IsAProblem()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.Penguins());
        string rows = TestRows(outcome, "new.csv");
        string folder = Path.Combine(outcome.Directory.Trial("baseline", 0), "model");
        string weights = Path.Combine(folder, "weights.bin");
        byte[] bytes = File.ReadAllBytes(weights);
        Array.Fill(bytes, (byte)0xFF);
        File.WriteAllBytes(weights, bytes);
        using RunModel model = await RunModel.LoadAsync(outcome.Directory.Root, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(
            $"{folder}: expected a model that gives probabilities, received one that gives NaN or infinity. Its files are damaged, or its training diverged: take another repeat.",
            (await Assert.ThrowsAsync<ProblemException>(() => model.PredictAsync([rows], TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public async Task Load_Choices_NameWhatThereIs()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins());
        string root = outcome.Directory.Root;
        Assert.Equal(
            "--variant: expected a variant of this run: baseline, received \"wide\".",
            (await Assert.ThrowsAsync<ProblemException>(() => RunModels.LoadAsync(root, new ModelChoice { Variant = "wide", Ensemble = true }, TestContext.Current.CancellationToken))).Message);
        Assert.Equal(
            "--repeat: expected a repeat of baseline: 0, 1, received 2.",
            (await Assert.ThrowsAsync<ProblemException>(() => RunModels.LoadAsync(root, new ModelChoice { Repeat = 2 }, TestContext.Current.CancellationToken))).Message);
        Directory.Delete(Path.Combine(outcome.Directory.Trial("baseline", 1), "model"), recursive: true);
        ProblemException one = await Assert.ThrowsAsync<ProblemException>(() => RunModels.LoadAsync(root, new ModelChoice { Ensemble = true }, TestContext.Current.CancellationToken));
        Assert.Equal("--ensemble: expected at least two finished repeats of baseline, received 1. Leave --ensemble out to predict with the one there is.", one.Problems[^1].ToString());
    }

    [Fact]
    public void Mean_OfThreeModels_IsByHand()
    {
        // 0.5, 0.2, 0.5 and the mean 0.4; the deviations are 0.1, -0.2, 0.1, so the spread is sqrt(0.06 / 2).
        PredictedSample sample = EnsembleMean.Of("a", 3, 1, [[9, 9, 9, 0.5f, 0.3f, 0.2f], [9, 9, 9, 0.2f, 0.5f, 0.3f], [9, 9, 9, 0.5f, 0.1f, 0.4f]], 3);
        Assert.Equal((0, 3, "a"), (sample.Class, sample.Row!.Value, sample.Input));
        Assert.Equal(0.4f, sample.Probability, 6);
        Assert.Equal(0.3f, sample.Probabilities[1], 6);
        Assert.Equal(Math.Sqrt(0.03), sample.Spread!.Value, 6);
        Assert.Equal(2 / 3.0, sample.Agreement!.Value, 6);
    }

    private async Task AssertEnsemble(string run)
    {
        using RunModels models = await RunModels.LoadAsync(run, new ModelChoice { Ensemble = true }, TestContext.Current.CancellationToken);
        string folder = Path.Combine(_fixture.Folder, "test");
        SamplePredictions together = await models.PredictAsync([new InputPath("test/", folder)], TestContext.Current.CancellationToken);
        Assert.Equal([0, 1], together.Repeats);
        Assert.Equal("test/=shirt/000.png", together.Samples[0].Input);
        float[][] single = [.. ((int[])[0, 1]).Select(repeat => ResultFiles.ReadPredictions(new RunDirectory(run).Predictions("baseline", repeat))[MeasurementNames.Test].Probabilities!)];
        Assert.All(together.Samples.Index(), entry =>
        {
            (float one, float other) = (single[0][(2 * entry.Index) + entry.Item.Class], single[1][(2 * entry.Index) + entry.Item.Class]);
            Assert.Equal((float)(((double)one + other) / 2), entry.Item.Probability);
            Assert.Equal(Math.Abs((double)one - other) / Math.Sqrt(2), entry.Item.Spread!.Value, tolerance: 1e-6);
            Assert.Equal(one >= 0.5 && other >= 0.5 ? 1 : 0.5, entry.Item.Agreement!.Value);
        });

        // Another place in a batch may change last bits, and nothing else.
        SamplePredictions alone = await models.PredictAsync([new InputPath("a.png", Path.Combine(folder, "bag", "139.png"))], TestContext.Current.CancellationToken);
        Assert.Equal(together.Samples[^1].Probability, alone.Samples[0].Probability, 5);
    }

    private static async Task<SamplePredictions> AssertSame(string run, string variant, int repeat, IReadOnlyList<string> inputs)
    {
        TrialRows expected = ResultFiles.ReadPredictions(new RunDirectory(run).Predictions(variant, repeat))[MeasurementNames.Test];
        using RunModel model = await RunModel.LoadAsync(run, variant, repeat, TestContext.Current.CancellationToken);
        SamplePredictions predicted = await model.PredictAsync(inputs, TestContext.Current.CancellationToken);
        Assert.Equal(
            expected.Probabilities!.Select(BitConverter.SingleToInt32Bits),
            predicted.Samples.SelectMany(sample => sample.Probabilities).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected.Predicted, predicted.Samples.Select(sample => sample.Class));
        Assert.All(predicted.Samples, sample => Assert.Null(sample.Spread));
        return predicted;
    }

    /// <summary>The run elsewhere, without training data and cache.</summary>
    private string Moved(StudyOutcome outcome)
    {
        string moved = Path.Combine(_fixture.Folder, "elsewhere");
        Directory.Move(outcome.Directory.Root, moved);
        foreach (string gone in ((string[])["train", "cache"]).Select(name => Path.Combine(_fixture.Folder, name)).Where(Directory.Exists))
        {
            Directory.Delete(gone, recursive: true);
        }

        File.Delete(Path.Combine(_fixture.Folder, "penguins.csv"));
        return moved;
    }

    /// <summary>The test rows of a table in the order of the study, without the label, columns turned round.</summary>
    private string TestRows(StudyOutcome outcome, string name)
    {
        string[][] lines = [.. File.ReadAllLines(Path.Combine(_fixture.Folder, "penguins.csv")).Select(line => line.Split(','))];
        int label = Array.IndexOf(lines[0], "\"species\"");
        string separator = name.EndsWith(".tsv", StringComparison.Ordinal) ? "\t" : ",";
        string Line(string[] cells) => string.Join(separator, cells.Where((_, column) => column != label).Reverse());
        TrialRows rows = ResultFiles.ReadPredictions(outcome.Directory.Predictions("baseline", 0))[MeasurementNames.Test];
        string path = Path.Combine(_fixture.Folder, name);
        File.WriteAllLines(path, [Line(lines[0]), .. rows.Ids.Select(id => Line(lines[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)]))]);
        return path;
    }

    private StudyConfiguration Images()
    {
        foreach ((string set, int count) in (((string, int)[])[("train", 30), ("test", TestImagesOfClass)]))
        {
            for (int index = 0; index < count; index++)
            {
                int tint = index;
                Write($"{set}/=shirt/{index:000}.png", TestImages.Numbered(index, 10 + (index % 4), 12));
                Write($"{set}/bag/{index:000}.png", TestImages.Encode(14, 11 + (index % 3), (x, y) => new SKColor((byte)(x * tint), (byte)(y * 20), (byte)(tint * 9)), SKEncodedImageFormat.Png));
            }
        }

        return _fixture.Load(
            """
            { "scenario": "pictures", "scenarios": { "pictures": {
                "data": { "type": "imageFolder", "train": "train", "test": "test" },
                "pipeline": { "width": 9, "height": 8, "resize": "pad", "augment": { "rotation": 10, "brightness": 0.1 } },
                "model": { "type": "cnn", "layers": [ { "type": "conv2d", "filters": 4 }, { "type": "batchNorm" }, { "type": "flatten" }, { "type": "dropout", "rate": 0.2 } ] },
                "training": { "epochs": 1 },
                "repeats": 2,
                "variants": {
                    "mlp": { "model": { "type": "mlp", "layers": null, "hiddenUnits": [8] } },
                    "logistic": { "model": { "type": "logisticRegression", "layers": null }, "pipeline": { "augment": null } },
                    "skew": { "pipeline": { "test": { "normalization": "unit", "channelOrder": "bgr" } } } } } } }
            """);
    }

    private void Write(string relative, byte[] content)
    {
        string path = Path.Combine(_fixture.Folder, relative.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
