using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class TableInitializationTests : IDisposable
{
    private readonly InitializationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task CreateAsync_MessyTable_WritesAScenarioThatRuns()
    {
        _fixture.WriteMessyTable();

        InitializedScenario written = await _fixture.TableAsync("messy.csv", "outcome");
        StudyConfiguration study = _fixture.Read("repeats=2");
        TableOptions data = Assert.IsType<TableOptions>(study.Baseline.Data);
        StudyOutcome outcome = await Study.RunAsync(
            study with { Variants = [.. study.Variants.Where(variant => variant.Name == "without-suspects")] }, null, TestContext.Current.CancellationToken);

        Assert.Equal(";", data.Separator);
        Assert.Equal(["-999", "unknown"], data.MissingValues.Except(new TableOptions { Train = "", Label = "" }.MissingValues).Order(StringComparer.Ordinal));
        Assert.Equal(["currency", "height", "note", "row_id", "visit"], data.Columns.Keys.Order(StringComparer.Ordinal));
        Assert.All(data.Columns.Values, kind => Assert.Equal(ColumnKind.Ignore, kind));
        Assert.Equal((SplitStrategy.Grouped, "Patient ID"), (data.Split.Strategy, data.Split.GroupBy));
        Assert.Equal(["ill", "well"], data.Classes!.Keys);
        Assert.Equal(["network", "without-suspects"], study.Variants.Select(variant => variant.Name));
        Assert.Contains("// \"settled\": \"ignore\",", _fixture.Text, StringComparison.Ordinal);
        Assert.StartsWith("Column \"settled\": It nearly determines the label by itself", written.Odd[0], StringComparison.Ordinal);
        Assert.Equal(0, outcome.FailedTrials);
        Assert.True(outcome.Result.Variants[0].Summary[MeasurementNames.Test]["accuracy"].Mean > outcome.Result.Variants[1].Summary[MeasurementNames.Test]["accuracy"].Mean);
    }

    [Theory]
    [InlineData("\"height\" holds 292 numbers and 8 other texts (\"1.70 m\"), so it is ignored.")]
    [InlineData("\"row_id\" looks like an identifier, 300 different values in 300 rows, so it is ignored.")]
    [InlineData("\"Patient ID\" groups the split.")]
    [InlineData("\"visit\" holds dates: as a category every day would be its own, so it is ignored.")]
    [InlineData("\"note\" holds sentences, which no model here reads, so it is ignored.")]
    [InlineData("\"currency\" holds one value only, \"EUR\", so it is ignored.")]
    [InlineData("Taken for missing values: \"-999\" (24 times in \"age\"), \"unknown\" (18 times in \"income\").")]
    [InlineData("Too few rows to train and test with (fewer than 5), so left out: \"rare\" (3).")]
    public async Task CreateAsync_MessyTable_SaysWhatIsOdd(string sentence)
    {
        _fixture.WriteMessyTable();

        InitializedScenario written = await _fixture.TableAsync("messy.csv", "outcome");

        Assert.Contains(sentence, written.Odd);
    }

    [Theory]
    [InlineData("customer_churn.csv", "churn")]
    [InlineData("penguins.csv", "species")]
    [InlineData("breast_cancer.csv", "diagnosis")]
    [InlineData("credit_data.csv", "Status")]
    [InlineData("attrition.csv", "Attrition")]
    public async Task CreateAsync_ShippedTable_RaisesNoFalseAlarmAndProposesItsLabel(string file, string label)
    {
        File.Copy(RepositoryFiles.Asset("tables", file), Path.Combine(_fixture.Folder, file));

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.TableAsync(file, null));
        InitializedScenario written = await _fixture.TableAsync(file, label);

        Assert.Equal($"\"{label}\" looks likely: --label {label}", thrown.Problems[0].Remedy);
        Assert.Equal("nothing", thrown.Problems[0].Received);
        Assert.DoesNotContain(written.Odd, sentence => sentence.StartsWith("Column ", StringComparison.Ordinal));
        Assert.Equal(["network"], _fixture.Read().Variants.Select(variant => variant.Name));
    }

    [Fact]
    public async Task CreateAsync_LabelWithATypo_NamesTheNearest()
    {
        File.Copy(RepositoryFiles.Asset("tables", "penguins.csv"), Path.Combine(_fixture.Folder, "penguins.csv"));

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.TableAsync("penguins.csv", "speceis"));

        Problem problem = Assert.Single(thrown.Problems);
        Assert.Equal(ProblemStage.Configuration, thrown.Stage);
        Assert.Equal(("--label", "\"speceis\"", "Did you mean \"species\"?"), (problem.Where, problem.Received, problem.Remedy));
        Assert.StartsWith("the column of penguins.csv to predict, one of \"species\", \"island\"", problem.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_LabelOfManyNumbers_SaysThatClassesArePredicted()
    {
        _fixture.Write("prices.csv", "area,price\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"{row % 17},{1000 + (row * 7)}.5\n")));

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.TableAsync("prices.csv", "price"));

        Assert.Equal(ProblemStage.Data, thrown.Stage);
        Assert.Contains("expected classes, received 200 different numbers in 200 rows. This trains classifiers", thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_fixture.ConfigurationFile));
    }

    [Fact]
    public async Task CreateAsync_Dates_SuggestASplitInTimeThatIsNotTaken()
    {
        _fixture.Write("log.csv", "day,load,failed\n" + string.Concat(Enumerable.Range(0, 240).Select(row => $"2025-{(row / 28 % 12) + 1:00}-{(row % 28) + 1:00},{row * 31 % 97},{(row * 31 % 97 > 50 ? "yes" : "no")}\n")));

        await _fixture.TableAsync("log.csv", "failed");

        Assert.Contains("// \"split\": { \"strategy\": \"time\", \"orderBy\": \"day\", \"test\": 0.2 },", _fixture.Text, StringComparison.Ordinal);
        Assert.Equal(SplitStrategy.Stratified, _fixture.Read().Baseline.Data.Split.Strategy);
        Assert.Equal(ColumnKind.Ignore, Assert.IsType<TableOptions>(_fixture.Read().Baseline.Data).Columns["day"]);
    }

    [Fact]
    public async Task CreateAsync_WholeNumbersThatAreAllDifferent_AreLeftOutOnlyWhereTheyNameRows()
    {
        _fixture.Write(
            "people.csv",
            "member_no,counter,income,left\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"{(row * 7919 % 10007) + 1},{row + 5},{20000 + (row * 7919 % 30011)},{(row * 7919 % 30011 > 15000 ? "yes" : "no")}\n")));

        InitializedScenario written = await _fixture.TableAsync("people.csv", "left");

        Assert.Equal(["member_no", "counter"], Assert.IsType<TableOptions>(_fixture.Read().Baseline.Data).Columns.Keys);
        Assert.Contains(written.Odd, sentence => sentence.StartsWith("Column \"income\":", StringComparison.Ordinal));
    }
}
