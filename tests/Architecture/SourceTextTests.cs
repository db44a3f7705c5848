using System.Text.RegularExpressions;
using Xunit;

namespace MlPipelines.Tests.Architecture;

/// <summary>What the sources may not say, because it makes a run depend on something that nobody passed in.</summary>
public class SourceTextTests
{
    /// <summary>The files that connect the program with its process, and so may.</summary>
    private static readonly string[] ProcessFiles = ["src/Host/HostEnvironment.cs"];

    public static TheoryData<string, string> Banned => new()
    {
        { @"\bConsole\s*\.", "Only the host writes to the console: hand results, events or a TextWriter up." },
        { @"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b", "Take a TimeProvider." },
        { @"\bEnvironment\s*\.\s*CurrentDirectory\b|\bDirectory\s*\.\s*[GS]etCurrentDirectory\b", "Take absolute paths." },
        { @"\bnew\s+(System\.)?Random\s*\(|\bRandom\s*\.\s*Shared\b", "Draw from a CounterRandom of a named RandomStream." },
        { @"\bCultureInfo\s*\.\s*Current(UI)?Culture\b", "Format and read numbers with the invariant culture." },
        { @"#pragma\s+warning\s+disable\b|\bSuppressMessage\b", "Mend what the warning says." },
        { @"\bThread\s*\.\s*Sleep\b", "Wait for what is awaited, or use a TimeProvider's timer." },
    };

    [Theory]
    [MemberData(nameof(Banned))]
    public void Sources_OfTheProduct_DoNotUse(string pattern, string instead)
    {
        string[] found = [.. SourceFile.Below("src").Where(file => !ProcessFiles.Contains(file.Path)).SelectMany(file => file.Find(new Regex(pattern)))];

        Assert.True(found.Length == 0, $"{instead}{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }

    [Theory]
    [InlineData("Console.WriteLine(x);", 0)]
    [InlineData("var now = DateTimeOffset.UtcNow;", 1)]
    [InlineData("DateTime . Now", 1)]
    [InlineData("Environment.CurrentDirectory", 2)]
    [InlineData("new Random(3)", 3)]
    [InlineData("Random.Shared.Next()", 3)]
    public void Patterns_OnWhatTheyBan_Match(string text, int row) =>
        Assert.Single(new SourceFile("src/X/Y.cs", [text]).Find(new Regex(Banned.ElementAt(row).Data.Item1)));

    [Theory]
    [InlineData("_console.WriteLine(x);", 0)]
    [InlineData("IAnsiConsole console", 0)]
    [InlineData("new CounterRandom(seed)", 3)]
    [InlineData("time.GetUtcNow()", 1)]
    public void Patterns_OnTheirNeighbours_DoNotMatch(string text, int row) =>
        Assert.Empty(new SourceFile("src/X/Y.cs", [text]).Find(new Regex(Banned.ElementAt(row).Data.Item1)));

    [Fact]
    public void Namespaces_OfTheProductAndItsTests_AreTheirLayers()
    {
        var declaration = new Regex(@"^\s*namespace\s+([\w.]+)");
        string[] wrong =
        [
            .. from file in SourceFile.Below("src", "tests")
               where file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Path.Split('/').Length > 2
               from line in file.Lines
               let match = declaration.Match(line)
               let expected = file.Path.StartsWith("src/", StringComparison.Ordinal) ? $"MlPipelines.{file.Layer}" : $"MlPipelines.Tests.{file.Layer}"
               where match.Success && match.Groups[1].Value != expected
               select $"{file.Path}: expected namespace {expected}, received {match.Groups[1].Value}",
        ];

        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Types_AndFiles_AreNamedForWhatTheyAreOrDecide()
    {
        var name = new Regex(@"\b(class|struct|record|interface|enum)\s+\w*(Manager|Helpers?|Util|Utils|Utility|Utilities|Processor|Service)\b");
        var file = new Regex(@"(Manager|Helpers?|Util|Utils|Utility|Utilities|Processor|Service)\.(cs|razor)$");
        SourceFile[] sources = [.. SourceFile.Below("src", "tests", "bench")];

        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(source => source.Find(name)));
        Assert.DoesNotContain(sources, source => file.IsMatch(source.Path));
    }
}
