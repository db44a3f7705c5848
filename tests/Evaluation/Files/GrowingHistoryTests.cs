using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class GrowingHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("history-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string HistoryPath => Path.Combine(_folder, "history.csv");

    [Fact]
    public void Append_EpochByEpoch_WritesWhatWriteWritesAtOnce()
    {
        IReadOnlyList<EpochRow> epochs = new SyntheticStudy().History("baseline", 0);
        string whole = Path.Combine(_folder, "whole.csv");
        ResultFiles.WriteHistory(whole, epochs);

        foreach (EpochRow epoch in epochs)
        {
            ResultFiles.AppendHistory(HistoryPath, epoch);
        }

        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(HistoryPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3,0.5,")]
    public void ReadGrowing_RowThatIsBeingWritten_IsLeftOut(string torn)
    {
        IReadOnlyList<EpochRow> epochs = [.. new SyntheticStudy().History("baseline", 0).Take(2)];
        ResultFiles.WriteHistory(HistoryPath, epochs);
        File.AppendAllText(HistoryPath, torn);

        Assert.Equal(epochs, ResultFiles.ReadGrowingHistory(HistoryPath));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("epoch,runni")]
    public void ReadGrowing_NoWholeRow_IsEmpty(string? content)
    {
        if (content is not null)
        {
            File.WriteAllText(HistoryPath, content);
        }

        Assert.Empty(ResultFiles.ReadGrowingHistory(HistoryPath));
    }

    [Fact]
    public void ReadGrowing_OtherColumns_IsAProblem()
    {
        File.WriteAllText(HistoryPath, "a,b\n1,2\n");
        Assert.Contains("expected the columns epoch,", Assert.Throws<ProblemException>(() => ResultFiles.ReadGrowingHistory(HistoryPath)).Message, StringComparison.Ordinal);
    }
}
