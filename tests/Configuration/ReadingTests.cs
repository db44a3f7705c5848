using System.Text;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class ReadingTests
{
    [Fact]
    public void Read_NestedText_KnowsTheLineAndColumnOfEveryNameAndValue()
    {
        ObjectNode root = (ObjectNode)Read("{\r\n  // comment\r\n\t\"grüße😀\": [1,\n   {\"b\" : true,},],\n}")!;

        NodeMember member = root.Members.Single();
        ArrayNode array = (ArrayNode)member.Value;
        NodeMember inner = ((ObjectNode)array.Items[1]).Members.Single();
        Assert.Equal("f.json:3:2 $['grüße😀']", member.NamePlace.ToString());
        // The emoji counts as the two UTF-16 units that editors count.
        Assert.Equal("f.json:3:13 $['grüße😀']", array.Place.ToString());
        Assert.Equal("f.json:4:11 $['grüße😀'][1].b", inner.Value.Place.ToString());
    }

    [Theory]
    [InlineData("", "f.json:1:1 $: expected JSON, received an empty text.")]
    [InlineData("  \n", "f.json:2:1 $: expected JSON, received an empty text.")]
    [InlineData("{\n  \"a\": {\n", "f.json:3:1 $: expected \"}\" at the end of the object that begins at 2:8, received the end of the text.")]
    [InlineData("{ \"a\": [1,", "f.json:1:11 $: expected \"]\" at the end of the array that begins at 1:8, received the end of the text.")]
    [InlineData("{ 'a': 1 }", "f.json:1:3 $: expected JSON, received '''. Names and texts stand in double quotes.")]
    [InlineData("{ a: 1 }", "f.json:1:3 $: expected JSON, received 'a'. Names and texts stand in double quotes.")]
    [InlineData("{ \"a\": relu }", "f.json:1:8 $: expected JSON, received \"relu\". Names and texts stand in double quotes.")]
    [InlineData("{ \"a\": 1\n  \"b\": 2 }", "f.json:2:3 $: expected JSON, received '\"'. A comma is missing before it.")]
    [InlineData("{ \"a\": 1,, \"b\": 2 }", "f.json:1:10 $: expected JSON, received ','. One comma too many, or a value is missing before it.")]
    [InlineData("{ \"a\" = 1 }", "f.json:1:7 $: expected JSON, received '='. A colon stands between a name and its value.")]
    [InlineData("{ \"a\": }", "f.json:1:8 $: expected JSON, received '}'. A value is missing before it.")]
    [InlineData("{ \"a\": NaN }", "f.json:1:8 $: expected JSON, received \"NaN\". JSON has only finite numbers.")]
    [InlineData("{ \"a\": True }", "f.json:1:8 $: expected JSON, received \"True\". true and false are written in small letters.")]
    [InlineData("{ \"a\": +1 }", "f.json:1:8 $: expected JSON, received \"+1\". A number begins with a digit or \"-\".")]
    [InlineData("{ \"a\": \"C:\\photos\" }", "f.json:1:12 $: expected JSON, received \"photos\". Write a backslash in a text as \"\\\\\"; paths may use \"/\".")]
    [InlineData("{ \"a\": \"b\n }", "f.json:1:10 $: expected JSON, received the character U+000A. The text before it is not closed: a closing quote is missing.")]
    [InlineData("{} {}", "f.json:1:4 $: expected JSON, received '{'. One object is the whole text.")]
    [InlineData("{ \"a\": 1 } }", "f.json:1:12 $: expected JSON, received '}'. There is one bracket too many.")]
    public void Read_SyntaxError_SaysWhereAndWhatToDo(string text, string problem)
    {
        List<Finding> findings = [];
        ConfigurationNode? root = NodeReader.ReadFile(Encoding.UTF8.GetBytes(text), "f.json", findings);

        Assert.Null(root);
        Assert.Equal(problem, Assert.Single(findings).ToProblem().ToString());
    }

    [Fact]
    public void Read_TooDeep_IsAProblem()
    {
        List<Finding> findings = [];

        Assert.Null(NodeReader.ReadFile(Encoding.UTF8.GetBytes(new string('[', 100_000)), "f.json", findings));
        Assert.Equal("objects or arrays that lie too deep in one another", Assert.Single(findings).Received);
    }

    [Fact]
    public void Read_RepeatedMembersAndHalfSurrogates_AreAllReported()
    {
        List<Finding> findings = [];
        NodeReader.ReadFile(Encoding.UTF8.GetBytes("{\"a\":1,\n\"a\":2, \"\\u0061\":3, \"b\":\"\\ud800\"}"), "f.json", findings);

        Assert.Equal(
            [
                "f.json:2:1 $.a: expected every member once, received \"a\" again. It stands first at line 1; remove one of them.",
                "f.json:2:8 $.a: expected every member once, received \"a\" again. It stands first at line 1; remove one of them.",
                "f.json:2:24 $.b: expected a text, received half of a surrogate pair in \"\\ud800\".",
            ],
            findings.Select(finding => finding.ToProblem().ToString()));
    }

    [Fact]
    public void Load_ByteOrderMark_IsSkippedAndColumnsStayRight()
    {
        using ConfigurationText text = new();
        File.WriteAllText(text.File1, "{ \"a\": 1 }", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.StartsWith("mlconfig.json:1:3 $.a: ", text.Problems(() => ConfigurationFile.Load(text.File1, [], null))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherEncodings_AreProblems()
    {
        using ConfigurationText text = new();
        File.WriteAllText(text.File1, "{}", Encoding.Unicode);
        Assert.Equal(["mlconfig.json:1:1: expected text in UTF-8, received text in UTF-16. Save the file as UTF-8."], Problems());

        File.WriteAllBytes(text.File1, [.. "{\n \"gr"u8, 0xFC, .. "n\": 1}"u8]);
        Assert.Equal(["mlconfig.json:2:5: expected text in UTF-8, received the byte 0xFC. Save the file as UTF-8."], Problems());

        string[] Problems() => text.Problems(() => ConfigurationFile.Load(text.File1, [], null));
    }

    [Fact]
    public void Load_NoFile_IsAProblem()
    {
        using ConfigurationText text = new();

        Assert.Equal(
            ["FOLDER/mlconfig.json: expected a configuration file, received nothing: there is no such file."],
            text.Problems(() => ConfigurationFile.Load(text.File1, [], null)));
        Assert.Equal(
            ["FOLDER: expected a configuration file, received a folder."],
            text.Problems(() => ConfigurationFile.Load(text.Folder, [], null)));
        Assert.Throws<ArgumentException>(() => ConfigurationFile.Load("mlconfig.json", [], null));
    }

    [Theory]
    [InlineData("[]", "mlconfig.json:1:1 $: expected an object with \"scenario\" and \"scenarios\", received an array.")]
    [InlineData("null", "mlconfig.json:1:1 $: expected an object with \"scenario\" and \"scenarios\", received null.")]
    [InlineData("3", "mlconfig.json:1:1 $: expected an object with \"scenario\" and \"scenarios\", received 3.")]
    public void Load_OtherRoot_IsAProblem(string root, string problem)
    {
        using ConfigurationText text = new();

        Assert.Equal([problem], text.Problems(root));
    }

    private static ConfigurationNode? Read(string text)
    {
        List<Finding> findings = [];
        ConfigurationNode? root = NodeReader.ReadFile(Encoding.UTF8.GetBytes(text), "f.json", findings);
        Assert.Empty(findings);
        return root;
    }
}
