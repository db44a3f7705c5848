using System.Xml.Linq;
using Xunit;

namespace MlPipelines.Tests.Architecture;

/// <summary>The layers, written down once. CONTRIBUTING.md says what each is for.</summary>
public class LayerTests
{
    /// <summary>Layer → the layers that it may reference. A layer that is not here has not been agreed on.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Configuration"] = [],
        ["Pipelines"] = ["Configuration"],
        ["Trainers"] = ["Configuration", "Pipelines"],
        ["Evaluation"] = ["Configuration"],
        ["Audits"] = ["Configuration", "Pipelines", "Trainers", "Evaluation"],
        ["Studies"] = ["Configuration", "Pipelines", "Trainers", "Evaluation", "Audits"],
        ["Reports"] = ["Configuration", "Evaluation"],
        ["Host"] = ["Configuration", "Pipelines", "Trainers", "Evaluation", "Audits", "Studies", "Reports"],
    };

    /// <summary>Packages that one layer alone may reference.</summary>
    private static readonly Dictionary<string, string> PackageOwners = new()
    {
        ["TorchSharp"] = "Trainers",
        ["libtorch-"] = "Trainers",
        ["SciSharp.TensorFlow.Redist"] = "Trainers",
        ["Microsoft.ML.ImageAnalytics"] = "Pipelines",
        ["Microsoft.ML.OnnxRuntime"] = "Trainers",
        ["Microsoft.ML.OnnxTransformer"] = "Trainers",
        ["Google.Protobuf"] = "Trainers",
        ["SkiaSharp"] = "Pipelines",
        ["System.CommandLine"] = "Host",
        ["Spectre.Console"] = "Host",
    };

    [Fact]
    public void Projects_OfTheProduct_AreLayersOfTheTable()
    {
        string[] layers = [.. ProjectFile.OfSources().Select(project => project.Layer)];

        Assert.NotEmpty(layers);
        Assert.Empty(layers.Except(Allowed.Keys));
        Assert.All(ProjectFile.OfSources(), project => Assert.Equal($"src/{project.Layer}/MlPipelines.{project.Layer}.csproj", project.Path));
    }

    [Fact]
    public void References_OfEveryProject_AreThoseOfTheTable()
    {
        string[] wrong =
        [
            .. from project in ProjectFile.OfSources()
               from reference in project.References.Except(Allowed.GetValueOrDefault(project.Layer, []))
               select $"{project.Path} references {reference}; {project.Layer} may reference: {string.Join(", ", Allowed.GetValueOrDefault(project.Layer, []))}",
        ];

        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Table_FollowedDownward_NeverComesBack()
    {
        var order = Allowed.Keys.ToList();

        Assert.All(Allowed, layer => Assert.All(layer.Value, below => Assert.True(order.IndexOf(below) < order.IndexOf(layer.Key), $"{layer.Key} -> {below}")));
    }

    [Fact]
    public void Build_TransitiveReferences_AreOff()
    {
        XDocument properties = XDocument.Load(Path.Combine(RepositoryFiles.Root, "Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
        Assert.All(ProjectFile.Below("src", "tests", "bench", "samples"), project => Assert.Empty(project.Content.Descendants("DisableTransitiveProjectReferences")));
    }

    [Fact]
    public void Packages_OfOneLayer_AreReferencedThereOnly()
    {
        string[] wrong =
        [
            .. from project in ProjectFile.OfSources()
               from package in project.Packages
               from owner in PackageOwners
               where package.Name.StartsWith(owner.Key, StringComparison.Ordinal) && project.Layer != owner.Value
               select $"{project.Path} references {package.Name}, which belongs to {owner.Value} alone",
        ];

        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void EnginePackages_OfTrainers_KeepTheirTypesFromOtherLayers()
    {
        PackageReference[] engines =
        [
            .. ProjectFile.OfSources().SelectMany(project => project.Packages).Where(package => package.Name.StartsWith("TorchSharp", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(engines);
        Assert.All(engines, package => Assert.Contains("compile", package.PrivateAssets.Split(';')));
    }

    [Fact]
    public void Packages_OfEveryProject_TakeTheirVersionFromOneFile() =>
        Assert.All(ProjectFile.Below("src", "tests", "bench", "samples"), project => Assert.All(project.Packages, package => Assert.False(package.HasVersion, $"{project.Path}: {package.Name}")));

    [Fact]
    public void Warnings_OfEveryProject_AreNotSwitchedOff() =>
        Assert.All(ProjectFile.Below("src", "tests", "bench", "samples"), project => Assert.Empty(project.Content.Descendants("NoWarn")));

    [Fact]
    public void Packages_OfTheProduct_SayWhatTheyAreAndTakeOneVersion()
    {
        string[] properties = [.. new[] { "Directory.Build.props", "src/Directory.Build.props" }.Select(file => Path.Combine(RepositoryFiles.Root, file))];

        Assert.Single(properties.SelectMany(file => XDocument.Load(file).Descendants("Version")));
        Assert.All(ProjectFile.Below("src", "tests", "bench", "samples"), project => Assert.Empty(project.Content.Descendants("Version").Concat(project.Content.Descendants("PackageVersion"))));
        Assert.All(ProjectFile.OfSources(), project => Assert.InRange(project.Content.Descendants("Description").Single().Value.Length, 30, 300));
        Assert.Equal("mlpipelines", ProjectFile.OfSources().Single(project => project.Layer == "Host").Content.Descendants("ToolCommandName").Single().Value);
    }

    [Fact]
    public void Solution_ListsEveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "MlPipelines.sln")).Replace('\\', '/');

        Assert.All(ProjectFile.Below("src", "tests", "bench", "samples"), project => Assert.Contains($"\"{project.Path}\"", solution, StringComparison.Ordinal));
    }
}
