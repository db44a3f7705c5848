namespace MlPipelines.Configuration;

/// <summary>A checked <c>mlconfig.json</c>.</summary>
public sealed class ConfigurationFile
{
    private readonly string _file;
    private readonly IReadOnlyDictionary<string, LoadedScenario> _scenarios;
    private readonly IReadOnlyList<string> _overrides;
    private readonly string _overridden;
    private readonly ScenarioSize _size;

    private ConfigurationFile(
        string file, MlConfig config, IReadOnlyDictionary<string, LoadedScenario> scenarios, IReadOnlyList<string> overrides, string overridden,
        ScenarioSize size)
    {
        (_file, Config, _scenarios, _overrides, _overridden, _size) = (file, config, scenarios, overrides, overridden, size);
    }

    /// <summary>The file's typed content at the size that was asked for, <c>extend</c> and overrides applied.</summary>
    public MlConfig Config { get; }

    /// <summary>Reads and checks the whole file, every scenario and every variant of it, at both sizes.</summary>
    /// <param name="file">The file; a relative path is taken from the process's current folder by the caller beforehand.</param>
    /// <param name="overrides">
    /// Values that replace those of one scenario: <c>training.epochs=3</c>. The right side is JSON, or text where it is not. They are
    /// applied as merge patches after <c>extend</c> and <c>full</c> and before the variants' patches; <c>variants.fast.training.epochs=2</c> changes a variant's own patch.
    /// </param>
    /// <param name="scenario">The scenario that the overrides apply to; null for the one that the file names.</param>
    /// <param name="size">Whether each scenario's <c>full</c> is applied.</param>
    /// <exception cref="ProblemException">Everything that is wrong, at once, in the order of the file.</exception>
    public static ConfigurationFile Load(string file, IReadOnlyList<string> overrides, string? scenario, ScenarioSize size = ScenarioSize.Quick)
    {
        if (!Path.IsPathFullyQualified(file))
        {
            throw new ArgumentException($"The path of the configuration file is not absolute: {file}", nameof(file));
        }

        FileReading reading = new(file, overrides, scenario, size);
        (MlConfig config, IReadOnlyDictionary<string, LoadedScenario> scenarios) = reading.Read();
        return new ConfigurationFile(file, config, scenarios, [.. overrides], scenario ?? config.Scenario, size);
    }

    /// <summary>One scenario ready to run.</summary>
    /// <param name="scenario">Its name; null for the one that the file names.</param>
    /// <exception cref="ProblemException">There is no scenario of that name.</exception>
    public StudyConfiguration Study(string? scenario)
    {
        string name = scenario ?? Config.Scenario;
        if (!_scenarios.TryGetValue(name, out LoadedScenario? loaded))
        {
            Finding missing = FileReading.NoScenario(name, Path.GetFileName(_file), _scenarios.Keys);
            throw new ProblemException(ProblemStage.Configuration, missing.ToProblem());
        }

        return new StudyConfiguration
        {
            Scenario = name,
            Baseline = loaded.Baseline,
            Variants = loaded.Variants,
            Size = _size,
            ConfigurationFile = _file,
            Overrides = name == _overridden ? _overrides : [],
        };
    }
}
