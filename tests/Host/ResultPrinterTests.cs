using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using MlPipelines.Tests.Reports;
using Xunit;

namespace MlPipelines.Tests.Host;

public class ResultPrinterTests
{
    [Fact]
    public void Print_Diagnosed_GivesTheApprovedText() => Approved.Match("diagnosed.txt", Printed(DiagnosedStudies.Full().Result, 80));

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void Print_AnyStudy_StaysWithinTheTerminal(int columns)
    {
        foreach (string study in new[] { "default", "rich", "diagnosed", "healthy", "cannot-tell" })
        {
            string text = Printed(EdgeStudies.All[study]().Result, columns);
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= columns, $"{study}: {line}"));
        }
    }

    // Names come from data files: what steers a terminal must not reach it.
    [Fact]
    public void Print_HostileNames_SteersNothing()
    {
        StudyResult result = DiagnosedStudies.Full("\u001b[31mred\u0007" + EdgeStudies.Override).Result;
        Assert.DoesNotContain(Printed(result, 80), sign => sign != '\n' && char.IsControl(sign));
    }

    private static string Printed(StudyResult result, int columns)
    {
        using var output = new StringWriter { NewLine = "\n" };
        ResultPrinter.Print(new StudyOutcome(new RunDirectory("/runs/1"), result, 0), new HostEnvironment { CurrentFolder = "/", Output = output, Error = TextWriter.Null, Size = () => (columns, 24) });
        return output.ToString();
    }
}
