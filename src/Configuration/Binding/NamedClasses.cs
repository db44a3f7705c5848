using System.Globalization;

namespace MlPipelines.Configuration;

/// <summary>
/// Which class an option names. IDX files hold label numbers, and <c>data.classNames</c> gives them names; an option may write either, so that a scenario runs on
/// other files whose classes have other names. Everything that uses classes takes the options as <see cref="Resolve(ScenarioOptions)"/> returns them.
/// </summary>
public static class NamedClasses
{
    /// <summary>The scenario with a class's name wherever one of its options names a class by its label number. Names stay; so does a number that no label has.</summary>
    /// <param name="scenario">The options of a scenario or variant, all patches applied; checked, so that no option names a class twice.</param>
    public static ScenarioOptions Resolve(ScenarioOptions scenario)
    {
        DataOptions data = scenario.Data;
        if (data is not IdxOptions { ClassNames: not null })
        {
            return scenario;
        }

        return scenario with
        {
            Data = data with
            {
                Classes = Resolve(data, data.Classes),
                LabelNoise = data.LabelNoise is { Pairs: { } pairs } noise
                    ? noise with { Pairs = [.. pairs.Select(IReadOnlyList<string> (pair) => [.. pair.Select(name => Resolve(data, name))])] }
                    : data.LabelNoise,
            },
            Pipeline = scenario.Pipeline.Augment is { Classes: { } classes } augment
                ? scenario.Pipeline with { Augment = augment with { Classes = [.. classes.Select(name => Resolve(data, name))] } }
                : scenario.Pipeline,
            Training = scenario.Training with { ClassWeights = Resolve(data, scenario.Training.ClassWeights) },
        };
    }

    /// <summary>
    /// The class that <paramref name="name"/> means: the class of that name, or else the one whose label in IDX files it is, written as <c>0</c>, <c>1</c>, ... Anything
    /// else is returned as it is.
    /// </summary>
    internal static string Resolve(DataOptions data, string name) =>
        data is IdxOptions { ClassNames: { } names }
        && !names.Contains(name)
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int label)
        && label < names.Count
        && name == Number(label)
            ? names[label]
            : name;

    /// <summary>The label numbers by which the options may name some classes, ascending; none where classes have only one name.</summary>
    internal static IReadOnlyList<string> Labels(DataOptions data, IReadOnlyList<string> classes) =>
        data is IdxOptions { ClassNames: { } names }
            ? [.. Enumerable.Range(0, names.Count).Where(label => classes.Contains(names[label])).Select(Number).Where(number => !names.Contains(number))]
            : [];

    private static Dictionary<string, double>? Resolve(DataOptions data, IReadOnlyDictionary<string, double>? values) =>
        values?.ToDictionary(pair => Resolve(data, pair.Key), pair => pair.Value, StringComparer.Ordinal);

    private static string Number(int label) => label.ToString(CultureInfo.InvariantCulture);
}
