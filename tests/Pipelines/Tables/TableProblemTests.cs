using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>Tables that cannot be used, and what a user is told.</summary>
public sealed class TableProblemTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Prepare_TextInDeclaredNumericColumn_NamesRowAndColumn() => Assert.Equal(
        ["train.csv row 118, column \"age\": expected a number, received \"unknown\". Declare it in data.missingValues."],
        TableCase.ProblemsOf(Train(Ages(200, row => row == 117 ? "unknown" : $"{20 + (row % 50)}")) with
        {
            Columns = new Dictionary<string, ColumnKind> { ["age"] = ColumnKind.Numeric },
        }));

    [Fact]
    public void Prepare_AFewTextsAmongNumbers_AreNotSilentlyCategories() => Assert.Equal(
        [
            "train.csv row 118, column \"age\": expected a number, received \"unknown\". Declare it in data.missingValues, or the column as \"categorical\" in data.columns.",
        ],
        TableCase.ProblemsOf(Train(Ages(200, row => row == 117 ? "unknown" : $"{20 + (row % 50)}"))));

    [Fact]
    public void Prepare_AFewTextsAmongNumbersDeclaredMissing_AreMissing()
    {
        using PreparedData data = TableCase.Prepare(Train(Ages(200, row => row == 117 ? "unknown" : $"{20 + (row % 50)}")) with { MissingValues = ["unknown"] });
        Assert.Equal(new ColumnDescription("age", "numeric", 1, null), data.Description.Columns[0]);
    }

    [Fact]
    public void Prepare_TextInNumericColumnOfTest_NamesTheTestRow() => Assert.Equal(
        ["test.csv row 2, column \"x\": expected a number, received \"many\". Declare it in data.missingValues."],
        TableCase.ProblemsOf(Both(TableCase.Rows(60), "x,c,y\n1,red,yes\nmany,red,no\n")));

    [Fact]
    public void Prepare_ManyBrokenCells_TellsTwentyAndCountsTheRest()
    {
        string[] problems = TableCase.ProblemsOf(Train(Ages(200, _ => "old")) with { Columns = new Dictionary<string, ColumnKind> { ["age"] = ColumnKind.Numeric } });
        Assert.Equal(21, problems.Length);
        Assert.Equal("further rows: expected readable rows and values, received 180 more problems like these.", problems[^1]);
    }

    [Fact]
    public void Prepare_NumberTooLargeForAFloat_IsAProblem() => Assert.Contains(
        "expected a number between -3.4e38 and 3.4e38, received \"1e39\"",
        Assert.Single(TableCase.ProblemsOf(Train(Ages(50, row => row == 3 ? "1e39" : $"{row}")))),
        StringComparison.Ordinal);

    [Fact]
    public void Prepare_RowOfDataInsteadOfAHeader_IsOneProblem() => Assert.Equal(
        ["train.csv header: expected a name for every column, received numbers, some of them twice (0, 5, 0, 13, ankle). "
            + "The file seems to have no header: add a first line with the names of the columns."],
        TableCase.ProblemsOf(TableCase.Options(_case.Write("train.csv", "0,5,0,13,ankle\n1,5,2,9,wrist\n"), label: "joint")));

    [Fact]
    public void Prepare_NumberedColumns_AreFineAsNames() => Assert.DoesNotContain(
        TableCase.ProblemsOf(TableCase.Options(_case.Write("train.csv", "0,1,2\n3,4,a\n5,6,b\n"), label: "2")),
        problem => problem.Contains("header", StringComparison.Ordinal));

    [Fact]
    public void Prepare_LabelColumnMissing_ListsTheColumnsAndTheNearest() => Assert.Equal(
        ["train.csv: expected a column \"lable\" (data.label), received the columns id, label, size. Did you mean \"label\"?"],
        TableCase.ProblemsOf(TableCase.Options(_case.Write("train.csv", "id,label,size\n1,a,2\n"), label: "lable")));

    [Fact]
    public void Prepare_UnknownNames_AreAllToldAtOnce() => Assert.Equal(
        [
            "train.csv: expected a column \"grup\" (data.split.groupBy), received the columns x, c, y.",
            "train.csv: expected a column \"z\" (data.columns), received the columns x, c, y.",
        ],
        TableCase.ProblemsOf(Train(TableCase.Rows(30)) with
        {
            Split = new SplitOptions { Strategy = SplitStrategy.Grouped, GroupBy = "grup" },
            Columns = new Dictionary<string, ColumnKind> { ["z"] = ColumnKind.Ignore },
        }));

    [Fact]
    public void Prepare_MissingLabels_NameTheRows() => Assert.Equal(
        [
            "train.csv row 3, column \"y\": expected a label, received a missing value. Label the row or remove it.",
            "train.csv row 7, column \"y\": expected a label, received a missing value. Label the row or remove it.",
        ],
        TableCase.ProblemsOf(Train(TableCase.Rows(40, y: row => row == 2 ? "" : row == 6 ? "NA" : row % 2 == 0 ? "yes" : "no"))));

    [Fact]
    public void Prepare_OneClass_IsAProblem() => Assert.Equal(
        ["train.csv, column \"y\": expected at least two classes, received only \"yes\". A model has nothing to tell apart."],
        TableCase.ProblemsOf(Train(TableCase.Rows(40, y: _ => "yes"))));

    [Fact]
    public void Prepare_ClassOnlyInTest_NamesTheRow() => Assert.Equal(
        ["test.csv row 1, column \"y\": expected a class of train.csv: no, yes, received \"yess\". Did you mean \"yes\"?"],
        TableCase.ProblemsOf(Both(TableCase.Rows(60), "x,c,y\n1,red,yess\n2,red,no\n")));

    [Fact]
    public void Prepare_LabelThatIsAQuantity_SaysSo() => Assert.Equal(
        ["train.csv, column \"y\": expected classes, received 300 different numbers in 300 rows. "
            + "This trains classifiers: put the numbers into ranges, or declare the column as \"categorical\" in data.columns if they are codes."],
        TableCase.ProblemsOf(Train(TableCase.Rows(300, y: row => $"{row * 1.5}"))));

    [Fact]
    public void Prepare_LabelThatIsAnIdentifier_SaysSo() => Assert.Contains(
        "They look like identifiers", Assert.Single(TableCase.ProblemsOf(Train(TableCase.Rows(300, y: row => $"customer {row}")))), StringComparison.Ordinal);

    [Fact]
    public void Prepare_OtherColumnsInTest_ListsBothSides() => Assert.Equal(
        [
            "test.csv: expected the columns of train.csv, received a table without \"c\".",
            "test.csv: expected only columns of train.csv, received also \"cc\". Remove them, or declare them \"ignore\" in data.columns.",
        ],
        TableCase.ProblemsOf(Both(TableCase.Rows(60), "x,cc,y\n1,red,yes\n")));

    [Fact]
    public void Prepare_AdditionalIgnoredColumnInTest_IsFine()
    {
        using PreparedData data = TableCase.Prepare(Both(TableCase.Rows(60), "x,c,id,y\n1,red,7,yes\n2,red,8,no\n") with
        {
            Columns = new Dictionary<string, ColumnKind> { ["id"] = ColumnKind.Ignore },
        });
        Assert.Equal(2, data.Test.Count);
    }

    [Fact]
    public void Prepare_RaggedRows_NameThem() => Assert.Equal(
        [
            "train.csv row 2: expected 3 fields, as the header has, received 2. Put fields that hold the separator or a line break into quotes.",
            "train.csv row 4: expected 3 fields, as the header has, received 4. Put fields that hold the separator or a line break into quotes.",
        ],
        TableCase.ProblemsOf(Train("x,c,y\n1,a,b\n1,a\n2,b,c\n1,a,b,c\n")));

    /// <summary>Rows that were cut off hide neither wrong values in others, which are counted as the file counts them, nor wrong columns.</summary>
    [Fact]
    public void Prepare_RaggedRowsWrongValuesAndColumns_AreToldTogether()
    {
        string[] lines = TableCase.Rows(60).TrimEnd('\n').Split('\n');
        (lines[5], lines[7], lines[10]) = ("1", "2", "ten" + lines[10][lines[10].IndexOf(',', StringComparison.Ordinal)..]);
        TableOptions table = Train(string.Join('\n', lines) + "\n");

        string[] values = TableCase.ProblemsOf(table);
        string[] columns = TableCase.ProblemsOf(table with { Columns = new Dictionary<string, ColumnKind> { ["colour"] = ColumnKind.Ignore } });

        Assert.Equal(["train.csv row 5", "train.csv row 7", "train.csv row 10, column \"x\""], values.Select(problem => problem.Split(':')[0]));
        Assert.Equal(["train.csv row 5", "train.csv row 7", "train.csv"], columns.Select(problem => problem.Split(':')[0]));
    }

    [Theory]
    [InlineData("x,c,y\n1,a,b\n1,\"a,b\n2,b,c\n", "train.csv row 2: expected quotes around a whole field")]
    [InlineData("x,c,y\n1,a,b\n1,a\"b,b\n2,b,c\n", "train.csv row 2: expected quotes around a whole field")]
    public void Prepare_BrokenQuotes_NameTheRow(string text, string expected) =>
        Assert.Contains(TableCase.ProblemsOf(Train(text)), problem => problem.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void Prepare_HeaderNames_MustBeGivenAndDiffer() => Assert.Equal(
        [
            "train.csv header, column 1: expected a column name, received an empty text. Give every column a name of its own.",
            "train.csv header: expected one column \"a\", received 2. Give every column a name of its own.",
        ],
        TableCase.ProblemsOf(Train("\"\",a,a,y\n1,2,3,4\n")));

    [Theory]
    [InlineData("", "train.csv: expected a table with a header, received an empty file.")]
    [InlineData("\n\n", "train.csv: expected a table with a header, received blank lines only.")]
    [InlineData("x,c,y\n", "train.csv: expected at least one row, received a header only.")]
    [InlineData("x;c;y\n1;a;b\n", "train.csv header: expected columns separated by \",\", received \"x;c;y\". Set data.separator to \";\".")]
    public void Prepare_NoTable_SaysWhy(string text, string expected) => Assert.Equal([expected], TableCase.ProblemsOf(Train(text)));

    [Fact]
    public void Prepare_NoFile_SaysSo() => Assert.Equal(
        [$"{_case.PathOf("absent.csv")}: expected a file that can be read, received no file."], TableCase.ProblemsOf(TableCase.Options(_case.PathOf("absent.csv"))));

    [Fact]
    public void Prepare_BothFilesBroken_TellsBoth() => Assert.Equal(2, TableCase.ProblemsOf(Both("", "")).Length);

    [Fact]
    public void Prepare_FolderInsteadOfAFile_IsAProblem() => Assert.Single(TableCase.ProblemsOf(TableCase.Options(_case.PathOf(""))));

    [Fact]
    public void Prepare_InvalidUtf8_NamesTheRow()
    {
        byte[] text = Encoding.Latin1.GetBytes("x,c,y\n1,\"a\nb\",b\n2,caf\u00e9,no\n");
        Assert.Equal(
            ["train.csv row 2: expected text in UTF-8, received the byte 0xE9 at offset 21. Save the file as UTF-8."],
            TableCase.ProblemsOf(TableCase.Options(_case.Write("train.csv", text))));
    }

    [Fact]
    public void Prepare_Utf16_SaysSo() => Assert.Equal(
        ["train.csv: expected text in UTF-8, received text in UTF-16. Save the file as UTF-8."],
        TableCase.ProblemsOf(TableCase.Options(_case.Write("train.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("x,y\n1,2\n")]))));

    [Fact]
    public void Prepare_NoFeatureLeft_SaysWhy() => Assert.Equal(
        ["train.csv: expected a column that tells rows apart, received column \"x\" has one value in the training set and was dropped; "
            + "column \"c\" has one value in the training set and was dropped."],
        TableCase.ProblemsOf(Train("id,x,c,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{row},1,a,{row % 2}\n"))) with
        {
            Columns = new Dictionary<string, ColumnKind> { ["id"] = ColumnKind.Ignore },
        }));

    [Fact]
    public void Prepare_MissingTimesAndGroups_NameTheRows()
    {
        TableOptions table = Train("t,y\n2024-01-01,a\n,b\nyesterday,a\n") with { Split = new SplitOptions { Strategy = SplitStrategy.Time, OrderBy = "t" } };
        Assert.Equal(
            [
                "train.csv row 2, column \"t\": expected a number or an ISO 8601 date, the same kind in every row, received a missing value.",
                "train.csv row 3, column \"t\": expected a number or an ISO 8601 date, the same kind in every row, received \"yesterday\".",
            ],
            TableCase.ProblemsOf(table));
        Assert.Equal(
            ["train.csv row 2, column \"t\": expected a value that says which rows belong together, received a missing value."],
            TableCase.ProblemsOf(table with { Split = new SplitOptions { Strategy = SplitStrategy.Grouped, GroupBy = "t" } }));
    }

    [Fact]
    public void Prepare_TooFewRowsPerClass_IsAProblemOfTheData()
    {
        ProblemException problem = Assert.Throws<ProblemException>(() => TableCase.Prepare(Train(TableCase.Rows(41, y: row => row == 40 ? "rare" : row % 2 == 0 ? "yes" : "no"))));
        Assert.Equal(ProblemStage.Data, problem.Stage);
        Assert.Contains("class \"rare\"", Assert.Single(problem.Problems).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_IdentifierThatWouldFillTheMemory_IsAProblem() => Assert.Contains(
        "Declare the column \"ignore\" in data.columns",
        Assert.Single(TableCase.ProblemsOf(Train(TableCase.Rows(30_000, c: row => $"id{row}")))),
        StringComparison.Ordinal);

    private static string Ages(int rows, Func<int, string> age) =>
        "age,n,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{age(row)},{row * 7 % 199},{(row % 2 == 0 ? "yes" : "no")}\n"));

    private TableOptions Train(string text) => TableCase.Options(_case.Write("train.csv", text));

    private TableOptions Both(string train, string test) => TableCase.Options(_case.Write("train.csv", train), _case.Write("test.csv", test));
}
