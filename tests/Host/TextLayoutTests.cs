using CsCheck;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class TextLayoutTests
{
    [Fact]
    public void Wrap_LongWord_StandsUncutOnItsOwnLine() =>
        Assert.Equal(["see", "/a/very/long/path/to/a/file.csv", "row 3"], TextLayout.Wrap("see /a/very/long/path/to/a/file.csv row 3", 10));

    [Fact]
    public void Wrap_AnyText_KeepsEveryWordInOrderAndBreaksNoLineTooLate()
    {
        Gen<string> words = Gen.String[Gen.Char["abc .,"], 0, 200];
        words.Select(Gen.Int[1, 90]).Sample((text, width) =>
        {
            IReadOnlyList<string> lines = TextLayout.Wrap(text, width);
            string[] kept = string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), kept);
            Assert.All(lines, line => Assert.True(line.Length <= width || !line.Contains(' ', StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("baseline", 8, "baseline")]
    [InlineData("baseline", 5, "base…")]
    [InlineData("baseline", 1, "b")]
    [InlineData("baseline", 0, "")]
    public void Fit_Text_TakesAtMostTheColumns(string text, int columns, string fitted) => Assert.Equal(fitted, TextLayout.Fit(text, columns));
}
