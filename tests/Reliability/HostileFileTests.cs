using MlPipelines.Bench;
using Xunit;

namespace MlPipelines.Tests.Reliability;

/// <summary>A part of the hostile files of <c>bench/Reliability</c>, in this process.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("images", 400)]
    [InlineData("idx", 200)]
    [InlineData("tables", 300)]
    public void Load_HostileFiles_ReadsOrRefuses(string name, int count)
    {
        HostileFamily family = HostileFamilies.All.Single(one => one.Name == name);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hostile-");
        try
        {
            Func<string, string?> load = family.Open(folder.FullName);
            for (int number = 0; number < count; number++)
            {
                HostileFile file = family.File(number);
                string path = Path.Combine(folder.FullName, "file" + file.Extension);
                File.WriteAllBytes(path, file.Bytes);
                HostileTrial trial = HostileTrial.Run(number, path, load);
                Assert.True(trial.Fate == HostileFate.Refused || (trial.Fate == HostileFate.Read && !file.MustBeRefused), $"{file.What}, {name} {number}: {trial.Fate} {trial.Told}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Load_HostileConfigurations_AreConfigurationsOrProblems() =>
        Assert.All(ConfigurationCheck.Run(400).Figures, figure => Assert.True(figure.Survived == figure.Tried, figure.Worst));
}
