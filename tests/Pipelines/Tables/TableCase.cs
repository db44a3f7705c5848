using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>A folder for one test's tables, and short ways to prepare them.</summary>
internal sealed class TableCase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-table-").FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Write(string name, string text) => Write(name, new UTF8Encoding(false).GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>A table with a numeric column x, a categorical column c and the label y, its rows all different.</summary>
    public static string Rows(int count, Func<int, string>? x = null, Func<int, string>? c = null, Func<int, string>? y = null)
    {
        StringBuilder text = new("x,c,y\n");
        for (int row = 0; row < count; row++)
        {
            text.Append(x?.Invoke(row) ?? $"{(row * 7 % 101) + (row / 1000.0)}").Append(',')
                .Append(c?.Invoke(row) ?? (row % 3 == 0 ? "red" : "blue")).Append(',')
                .Append(y?.Invoke(row) ?? (row % 2 == 0 ? "yes" : "no")).Append('\n');
        }

        return text.ToString();
    }

    public static TableOptions Options(string train, string? test = null, string label = "y") => new() { Train = train, Test = test, Label = label };

    public static ScenarioOptions Scenario(TableOptions table, PipelineOptions? pipeline = null) => new()
    {
        Data = table,
        Model = new LogisticRegressionOptions(),
        Pipeline = pipeline ?? new PipelineOptions(),
    };

    public static PreparedData Prepare(TableOptions table, PipelineOptions? pipeline = null, int seed = 1) =>
        TablePreparation.Prepare(Scenario(table, pipeline), table, new TrialSeeds(seed, 0, []), TestContext.Current.CancellationToken);

    public static string[] ProblemsOf(TableOptions table, PipelineOptions? pipeline = null) =>
        [.. Assert.Throws<ProblemException>(() => Prepare(table, pipeline)).Problems.Select(problem => problem.ToString())];

    /// <summary>A set's features, row by row.</summary>
    public static float[][] Matrix(SampleSet set)
    {
        int size = 0;
        float[] probe = new float[1 << 16];
        Array.Fill(probe, float.NaN);
        set.CopySamples([0], PreprocessingPath.Test, probe);
        size = Array.FindLastIndex(probe, value => !float.IsNaN(value)) + 1;
        float[] all = new float[set.Count * size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], PreprocessingPath.Training, all);
        return [.. all.Chunk(size)];
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
