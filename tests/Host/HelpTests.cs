using System.CommandLine;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class HelpTests
{
    public static TheoryData<string> Verbs => ["init", "run", "diagnose", "resume", "report", "predict", "probe", "export", "verify", "runs", "compare", "serve", "doctor", "validate", "scenarios", "guide", "schema", "plan", "trial", "conclude", "cancel"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_OfAVerb_NamesEveryOptionWithItsDescriptionAndGivesExamples(string name)
    {
        Command verb = Root().Subcommands.Single(command => command.Name == name);

        HostRun run = await HostRun.OfAsync($"{name} --help");

        string words = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.All(verb.Options, option =>
        {
            Assert.Contains(option.Name, words, StringComparison.Ordinal);
            Assert.NotEmpty(option.Description!);
        });
        Assert.All(verb.Arguments, argument => Assert.Contains($"<{argument.Name}>", words, StringComparison.Ordinal));
        Assert.Contains($"Examples: mlpipelines {name}", words, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[default: [^\]]*\] \[default: ", words);
    }

    [Fact]
    public async Task Help_OfTheProgram_ListsEveryVerb()
    {
        HostRun run = await HostRun.OfAsync("--help");

        Assert.All(Root().Subcommands, verb => Assert.Matches($@"\n  {verb.Name} ", run.Output));
        Assert.Equal(Verbs.Select(row => row.Data).Order(), Root().Subcommands.Select(verb => verb.Name).Order());
    }

    [Theory]
    [InlineData("run --help --typo")]
    [InlineData("run -h")]
    [InlineData("run -?")]
    public async Task Help_BesideMistakesOrShort_IsGiven(string commandLine)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Contains("--repeats <N>", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Examples_OfAVerb_AreCommandLinesThatParse(string name)
    {
        Command root = Root();
        var verb = (VerbCommand)root.Subcommands.Single(command => command.Name == name);

        Assert.All(verb.Examples, example => Assert.Empty(root.Parse(example.CommandLine["mlpipelines ".Length..]).Errors));
        HostRun run = await HostRun.OfAsync($"{name} --help");
        Assert.All(run.Output.Split("Examples:")[0].Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    private static Command Root() => RootVerb.Create(
        new HostEnvironment { CurrentFolder = HostRun.CurrentFolder, Output = TextWriter.Null, Error = TextWriter.Null }, new FakeStudyOperations());
}
