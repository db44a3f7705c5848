using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class TrialProcessEndTests
{
    [Theory]
    [InlineData(139, "", FailureKinds.Crash, "SIGSEGV")]
    [InlineData(134, "terminate called", FailureKinds.Crash, "SIGABRT")]
    [InlineData(134, "Unhandled exception. System.InvalidOperationException: no", FailureKinds.Error, "Unhandled exception")]
    [InlineData(137, "", FailureKinds.Crash, "memory ran out")]
    [InlineData(134, "Out of memory.", FailureKinds.OutOfMemory, "SIGABRT")]
    [InlineData(134, "terminate called after throwing an instance of 'std::bad_alloc'", FailureKinds.OutOfMemory, "bad_alloc")]
    [InlineData(1, "this is a bug in mlpipelines", FailureKinds.Error, "exit code 1")]
    [InlineData(137, "GC heap initialization failed with error 0x8007000E", FailureKinds.OutOfMemory, "0x8007000E")]
    [InlineData(163, "", FailureKinds.Crash, "signal 35")]
    [InlineData(255, "", FailureKinds.Error, "exit code 255")]
    [InlineData(0, "", FailureKinds.Error, "exit code 0")]
    [InlineData(null, "No such file or directory", FailureKinds.Error, "could not be started: No such file")]
    public void Failure_HowAProcessEnded_NamesItAndItsKind(int? code, string errors, string kind, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");

        (string Kind, string Sentence) failure = new TrialProcessEnd(code, errors).Failure;

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfALongError_KeepsItsBeginningAndEnd()
    {
        QuotedErrors errors = new();
        foreach (int line in Enumerable.Range(1, 1000))
        {
            errors.Add(FormattableString.Invariant($"line {line} {new string('x', 1000)}"));
        }

        string[] lines = errors.Text.Split('\n');
        Assert.Equal(14, lines.Length);
        Assert.StartsWith("line 1 ", lines[0], StringComparison.Ordinal);
        Assert.Equal("[987 lines left out]", lines[5]);
        Assert.StartsWith("line 1000 ", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 303));
    }
}
