using System.Text.Json.Nodes;
using CsCheck;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public sealed class StudyConfigurationFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("config-").FullName;

    private string FilePath => Path.Combine(_folder, "config.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheLastBit() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 2]).Sample(
        (seed, variants) =>
        {
            StudyConfiguration written = new()
            {
                Scenario = $"s{seed}",
                Baseline = RandomOptions.Scenario(seed),
                ConfigurationFile = "/home/übung/mlconfig.json",
                Size = (ScenarioSize)(seed % 2),
                Overrides = variants == 1 ? ["training.epochs=3", "a=\"b\""] : [],
                Variants = [.. Enumerable.Range(0, variants).Select(index => new VariantConfiguration(
                    $"v{index}", JsonNode.Parse("""{"a":1.0,"b":null}""")!.AsObject(), RandomOptions.Scenario(seed + index + 1))
                {
                    SweptPath = index == 1 ? "training.epochs" : null,
                })],
            };
            StudyConfigurationFile.Write(FilePath, written);
            StudyConfiguration read = StudyConfigurationFile.Read(FilePath);

            Assert.Equal((written.Scenario, written.Size, written.ConfigurationFile), (read.Scenario, read.Size, read.ConfigurationFile));
            Assert.Equal(written.Overrides, read.Overrides);
            AssertEqual(written.Baseline, read.Baseline);
            Assert.Equal(written.Variants.Select(variant => variant.Name), read.Variants.Select(variant => variant.Name));
            foreach ((VariantConfiguration before, VariantConfiguration after) in written.Variants.Zip(read.Variants))
            {
                AssertEqual(before.Options, after.Options);
                Assert.Equal(before.SweptPath, after.SweptPath);
                Assert.Equal(before.Patch.ToJsonString(), after.Patch.ToJsonString());
            }
        },
        iter: 150,
        threads: 1);

    [Fact]
    public void Write_Configuration_StatesEveryDefaultInTheFilesOwnWords()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(ConfigurationText.Scenario(ConfigurationText.Folders, """{ "type": "cnn" }""")).Study(null);

        StudyConfigurationFile.Write(FilePath, study);

        JsonNode content = JsonNode.Parse(File.ReadAllText(FilePath))!;
        Assert.Equal("mlpipelines/config/1", (string?)content["schema"]);
        Assert.Equal("adam", (string?)content["baseline"]!["training"]!["optimizer"]!["type"]);
        Assert.Equal(6, (int?)content["baseline"]!["repeats"]);
        Assert.False(content["baseline"]!.AsObject()["training"]!.AsObject().ContainsKey("earlyStopping"));
        Assert.Equal(["config.json"], Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void Read_DataMovedSince_StillReads()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(ConfigurationText.Scenario(ConfigurationText.Folders, """{ "type": "cnn" }""")).Study(null);
        StudyConfigurationFile.Write(FilePath, study);
        Directory.Delete(Path.Combine(text.Folder, "photos"), recursive: true);

        Assert.Equal(study.Baseline.Data, StudyConfigurationFile.Read(FilePath).Baseline.Data);
    }

    [Fact]
    public void Read_MissingCutOrOtherFile_IsAProblemOfTheData()
    {
        Assert.Equal("the configuration of a run", Single().Expected);

        StudyConfigurationFile.Write(FilePath, new StudyConfiguration { Scenario = "s", Baseline = RandomOptions.Scenario(1), ConfigurationFile = "/f" });
        string whole = File.ReadAllText(FilePath);
        for (int length = 0; length < whole.Length - 2; length += 37)
        {
            File.WriteAllText(FilePath, whole[..length]);
            Single();
        }

        File.WriteAllText(FilePath, whole.Replace("config/1", "config/2", StringComparison.Ordinal));
        Problem version = Single();
        Assert.Equal(("\"schema\": \"mlpipelines/config/1\"", "\"mlpipelines/config/2\""), (version.Expected, version.Received));
        Assert.Equal("Use the version of mlpipelines that wrote the run.", version.Remedy);

        File.WriteAllText(FilePath, """{ "schema": "mlpipelines/config/1", "variants": [3, {}], "overrides": {} }""");
        Assert.Equal(8, Problems().Count);

        Problem Single() => Assert.Single(Problems());

        IReadOnlyList<Problem> Problems()
        {
            ProblemException exception = Assert.Throws<ProblemException>(() => StudyConfigurationFile.Read(FilePath));
            Assert.Equal(ProblemStage.Data, exception.Stage);
            return exception.Problems;
        }
    }

    [Fact]
    public void Read_Size_IsQuickInOlderRunsAndCheckedInOthers()
    {
        StudyConfigurationFile.Write(FilePath, new StudyConfiguration { Scenario = "s", Baseline = RandomOptions.Scenario(1), ConfigurationFile = "/f", Size = ScenarioSize.Full });
        string whole = File.ReadAllText(FilePath);

        File.WriteAllText(FilePath, whole.Replace("  \"size\": \"full\",\n", "", StringComparison.Ordinal));
        Assert.Equal(ScenarioSize.Quick, StudyConfigurationFile.Read(FilePath).Size);
        File.WriteAllText(FilePath, whole.Replace("\"size\": \"full\"", "\"size\": \"Full\"", StringComparison.Ordinal));
        Problem problem = Assert.Single(Assert.Throws<ProblemException>(() => StudyConfigurationFile.Read(FilePath)).Problems);
        Assert.Equal(("\"quick\" or \"full\"", "\"Full\""), (problem.Expected, problem.Received));
    }

    [Fact]
    public void Write_FolderThatIsNotThere_IsAProblemOfThePlace()
    {
        StudyConfiguration study = new() { Scenario = "s", Baseline = RandomOptions.Scenario(1), ConfigurationFile = "/f" };

        ProblemException exception = Assert.Throws<ProblemException>(
            () => StudyConfigurationFile.Write(Path.Combine(_folder, "none", "config.json"), study));
        Assert.Equal(ProblemStage.Storage, exception.Stage);
    }

    /// <summary>Compares members one by one, because records compare lists by reference; doubles by their bits.</summary>
    private static void AssertEqual(object written, object read)
    {
        Assert.Equal(written.GetType(), read.GetType());
        RecordShape shape = BindingTests.AllRecords(OptionShapes.Scenario).First(record => record.Type == written.GetType());
        foreach (MemberShape member in shape.Members)
        {
            object? before = member.Property.GetValue(written);
            object? after = member.Property.GetValue(read);
            if (before is JsonNode json && after is JsonNode)
            {
                Assert.Equal(json.ToJsonString(), ((JsonNode)after).ToJsonString());
            }
            else if (before is null || after is null || member.Shape is not (RecordShape or UnionShape or ListShape or MapShape))
            {
                Assert.Equal(before, after);
            }
            else if (member.Shape is RecordShape or UnionShape)
            {
                AssertEqual(before, after);
            }
            else
            {
                Assert.Equal(ScenarioJson.ToJson(member.Shape, before).ToJsonString(), ScenarioJson.ToJson(member.Shape, after).ToJsonString());
            }
        }
    }
}
