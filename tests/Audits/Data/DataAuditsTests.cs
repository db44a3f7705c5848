using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class DataAuditsTests
{
    /// <summary>pandas 1.5.3: 73 of 7,043 rows are duplicated in the features, 42 of them with labels that differ, and 0.99744... of all have the most frequent label of their copies.</summary>
    [Fact]
    public void Audit_ChurnAgainstItself_CountsCopiesAsPandas()
    {
        string churn = RepositoryFiles.Asset("tables", "customer_churn.csv");
        DuplicateSummary found = Audit(new TableOptions { Train = churn, Test = churn, Label = "churn" }).Duplicates;
        Assert.Equal(73, found.WithinTraining);
        Assert.Equal(7043, found.AcrossTest);
        Assert.Equal(84, found.Conflicting);
        Assert.Equal(0.9974442709072838, found.AccuracyLimit, 1e-12);
        Assert.Equal(10, found.Examples.Count);
    }

    /// <summary>Real tables without known leaks: the strong columns of breast_cancer must raise no alarm, nor the wide-ranged whole numbers of attrition.</summary>
    [Theory]
    [InlineData("attrition", "Attrition", "JobRole")]
    [InlineData("breast_cancer", "diagnosis", "worst_perimeter")]
    [InlineData("credit_data", "Status", "Seniority")]
    [InlineData("customer_churn", "churn", "contract")]
    [InlineData("penguins", "species", "bill_length_mm")]
    public void Audit_HonestTable_SuspectsNothing(string table, string label, string strongest)
    {
        DataAuditResult result = Audit(new TableOptions { Train = RepositoryFiles.Asset("tables", table + ".csv"), Label = label });
        Assert.All(result.Columns, column => Assert.Null(column.Suspicion));
        Assert.All(result.Columns, column => Assert.InRange(column.Power!.Value, column.PowerInterval!.Lower, column.PowerInterval.Upper));
        Assert.Equal(strongest, result.Columns.MaxBy(column => column.Power)!.Name);
        Assert.StartsWith($"\"{strongest}\" alone ranks the classes best (ROC AUC 0.", result.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_PlantedLeaks_AreSuspectedMostSeriousFirst()
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", Table(600, vanishes: false));
        string test = tables.Write("test.csv", Table(300, vanishes: true));
        DataAuditResult result = Audit(TableCase.Options(train, test) with { Columns = new Dictionary<string, ColumnKind> { ["note"] = ColumnKind.Ignore } });
        Dictionary<string, AuditedColumn> columns = result.Columns.ToDictionary(column => column.Name);
        Assert.Null(columns["honest"].Suspicion);
        Assert.Equal(
            "It nearly determines the label by itself (ROC AUC 1.000, 95% interval 0.991 to 1.000): make sure that its value is known before the label is.",
            columns["leak"].Suspicion);
        Assert.StartsWith("It looks like an identifier (810 different whole numbers in 810 rows): declare it \"ignore\" in data.columns", columns["number"].Suspicion, StringComparison.Ordinal);
        Assert.StartsWith("It looks like an identifier (810 different texts in 810 rows)", columns["name"].Suspicion, StringComparison.Ordinal);
        Assert.StartsWith("Its power does not carry over to the test set (ROC AUC 0.8", columns["stale"].Suspicion, StringComparison.Ordinal);
        Assert.InRange(columns["stale"].TestPower!.Value, 0.4, 0.6);
        Assert.InRange(columns["name"].Power!.Value, 0.45, 0.55);
        Assert.Equal(["leak", "stale"], result.Notes.Take(2).Select(note => note.Split('"')[1]));
        Assert.Equal(4, result.Notes.Count(note => note.StartsWith("Column", StringComparison.Ordinal)));
    }

    [Fact]
    public void Audit_MissingValues_AreSharesPerSetAndIgnoredColumnsToo()
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", Table(600, vanishes: false));
        string test = tables.Write("test.csv", Table(300, vanishes: false));
        TableOptions options = TableCase.Options(train, test) with { Columns = new Dictionary<string, ColumnKind> { ["note"] = ColumnKind.Ignore } };
        DataAuditResult result = Audit(options);
        AuditedColumn note = result.Columns.Single(column => column.Name == "note");
        Assert.Equal("ignore", note.Kind);
        Assert.Null(note.Power);
        Assert.Null(note.TestPower);
        Assert.Empty(note.ByClass);
        Assert.Equal(0.5, note.Missing["test"]);
        AuditedColumn gaps = result.Columns.Single(column => column.Name == "gaps");
        Assert.Equal("categorical", gaps.Kind);
        Assert.Equal(0.1, gaps.Missing["test"], 1e-12);
        Assert.Equal(["test", "train", "validation"], gaps.Missing.Keys.Order());
        using PreparedData data = TableCase.Prepare(options);
        Assert.Equal(data.Train.SourceIndexes.Count(row => row % 10 == 3) / (double)data.Train.Count, gaps.Missing["train"], 1e-12);
        Assert.Equal(data.Validation.SourceIndexes.Count(row => row % 10 == 3) / (double)data.Validation.Count, gaps.Missing["validation"], 1e-12);
        Assert.Contains(gaps.ByClass[0].Categories, share => share.Category.Length == 0);
        Assert.Contains(result.Notes, text => text.StartsWith("1 of 6 feature columns has missing values: \"gaps\" (", StringComparison.Ordinal));
    }

    [Fact]
    public void Audit_SplitTable_ReadsTheRowsOfEachSet()
    {
        using TableCase tables = new();
        TableOptions options = TableCase.Options(tables.Write("train.csv", TableCase.Rows(400)));
        using PreparedData data = TableCase.Prepare(options);
        AuditedColumn x = DataAudits.Audit(data, TestContext.Current.CancellationToken).Columns.Single(column => column.Name == "x");
        foreach (ClassDistribution distribution in x.ByClass)
        {
            int label = data.Classes.ToList().IndexOf(distribution.Class);
            double[] values = [.. Enumerable.Range(0, data.Train.Count).Where(row => data.Train.Labels[row] == label)
                .Select(row => data.Train.SourceIndexes[row]).Select(row => (row * 7 % 101) + (row / 1000.0))];
            Assert.Equal(values.Average(), distribution.Mean!.Value, 1e-9);
            Assert.Equal(values.Max(), distribution.Quantiles[4]);
        }
    }

    [Fact]
    public void Audit_NumbersWrittenDifferently_AreTheSame()
    {
        using TableCase tables = new();
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{(row % 2 == 0 ? "1.0" : "1")},{row / 2},{(row % 2 == 0 ? "" : "NA")},{(row < 20 ? "yes" : "no")}\n"));
        string file = tables.Write("train.csv", "a,b,c,y\n" + rows);
        DuplicateSummary found = Audit(TableCase.Options(file, file)).Duplicates;
        Assert.Equal(40, found.WithinTraining);
        Assert.Equal(0, found.Conflicting);
    }

    [Fact]
    public void Audit_Images_FindsPlantedCopiesAndConflicts()
    {
        using TemporaryFolder folder = new();
        for (int index = 0; index < 40; index++)
        {
            folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index:000}.png", TestImages.Numbered(index));
        }

        folder.Write("train/a/copy.png", TestImages.Numbered(0));
        folder.Write("train/b/wrong.png", TestImages.Numbered(2));
        folder.Write("test/a/leaked.png", TestImages.Numbered(4));
        folder.Write("test/b/leaked and wrong.png", TestImages.Numbered(6));
        folder.Write("test/b/fresh.png", TestImages.Numbered(99));
        ScenarioOptions scenario = new()
        {
            Data = new ImageFolderOptions { Train = folder["train"], Test = folder["test"] },
            Model = new LogisticRegressionOptions(),
        };
        using PreparedData data = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), folder["cache"], null, TestContext.Current.CancellationToken);
        DataAuditResult result = DataAudits.Audit(data, TestContext.Current.CancellationToken);
        Assert.Empty(result.Columns);
        Assert.Equal(4, result.Duplicates.WithinTraining);
        Assert.Equal(2, result.Duplicates.AcrossTest);
        Assert.Equal(0, result.Duplicates.AcrossValidation);
        Assert.Equal(4, result.Duplicates.Conflicting);
        Assert.Equal(41 / 42.0, result.Duplicates.AccuracyLimit, 1e-12);
        Assert.Equal(["a/006.png", "b/leaked and wrong.png"], result.Duplicates.Examples[0].Samples.Select(sample => sample.Id));
        Assert.Equal(
            [
                "2 of 3 test images (66.7%) are identical to one of the training source: a model may have learned them by heart.",
                "4 of 45 images have copies, identical, with another label. No model can exceed an accuracy of 0.9762 on the training source.",
                "4 of 42 images of the training source (9.5%) are identical to another of them.",
            ],
            result.Notes);
    }

    [Fact]
    public void Audit_Cancelled_Throws()
    {
        using TableCase tables = new();
        using PreparedData data = TableCase.Prepare(TableCase.Options(tables.Write("train.csv", TableCase.Rows(100))));
        Assert.Throws<OperationCanceledException>(() => DataAudits.Audit(data, new CancellationToken(canceled: true)));
    }

    /// <summary>An honest column, a leak, two identifiers, a column whose meaning changes, gaps, and a note that is ignored.</summary>
    private static string Table(int count, bool vanishes)
    {
        int first = vanishes ? 600 : 0;
        return "honest,leak,number,name,stale,gaps,note,y\n" + string.Concat(Enumerable.Range(0, count).Select(row =>
        {
            bool isYes = row * 37 % 101 % 3 == 0;
            int noise = row * 7919 % 1009;
            int stale = vanishes ? noise % 200 : (noise % 130) + (isYes ? 70 : 0);
            return FormattableString.Invariant(
                $"{noise + (isYes ? 200 : 0)}.5,{(isYes ? 40 : 10) + (noise % 25)}.25,{5000 + (3 * (first + row))},id-{first + row},{stale}.5,{(row % 10 == 3 ? "" : noise % 2 == 0 ? "p" : "q")},{(row % 2 == 0 ? "" : "seen")},{(isYes ? "yes" : "no")}\n");
        }));
    }

    private static DataAuditResult Audit(TableOptions options)
    {
        using PreparedData data = TableCase.Prepare(options);
        return DataAudits.Audit(data, TestContext.Current.CancellationToken);
    }
}
