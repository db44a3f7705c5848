using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>The classes of data with the number of their samples, and what is odd about them.</summary>
internal sealed class ClassCounts
{
    /// <summary>With fewer a class cannot be on every side of a split, and says nothing about itself there. Chosen here: training, validation and test need one each, and two more to learn from.</summary>
    public const int Fewest = 5;

    /// <summary>With fewer samples per class, its accuracy in test rests on a handful.</summary>
    private const int Few = 50;

    /// <summary>From this ratio of the largest to the smallest class on, accuracy hides the small one.</summary>
    private const double Unbalanced = 5;
    private const int Shown = 12;
    private readonly (string Name, int Count)[] _classes;
    private readonly string _samples;

    /// <param name="classes">The classes in their order.</param>
    /// <param name="samples">What the samples are called: <c>images</c>, <c>rows</c>.</param>
    public ClassCounts(IEnumerable<(string Name, int Count)> classes, string samples)
    {
        (_classes, _samples) = ([.. classes], samples);
        Kept = [.. _classes.Where(entry => entry.Count >= Fewest)];
        HasTiny = Kept.Count >= 2 && Kept.Count < _classes.Length;
        Kept = HasTiny ? Kept : _classes;
    }

    /// <summary>The classes that can be used; all of them where leaving some out would leave fewer than two.</summary>
    public IReadOnlyList<(string Name, int Count)> Kept { get; }

    /// <summary>Whether classes are left out.</summary>
    public bool HasTiny { get; }

    /// <summary>Samples of the kept classes.</summary>
    public int Samples => Kept.Sum(entry => entry.Count);

    /// <summary>Whether the largest class has many times the samples of the smallest.</summary>
    public bool IsUnbalanced => Kept.Count > 1 && Kept.Max(entry => entry.Count) >= Unbalanced * Kept.Min(entry => entry.Count);

    /// <summary>The classes with their numbers, as a list in words.</summary>
    public string Listed
    {
        get
        {
            string[] names = [.. _classes.Take(Shown).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Count:N0}"))];
            return string.Join(", ", names) + (_classes.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $", and {_classes.Length - Shown} more") : "");
        }
    }

    /// <summary>The number of classes.</summary>
    public int Count => _classes.Length;

    /// <summary>The value of <c>data.classes</c> that leaves tiny classes out.</summary>
    public JsonObject KeptShares => new([.. Kept.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, 1))]);

    /// <summary>The classes that are left out, in words.</summary>
    public string Tiny => string.Join(", ", _classes.Except(Kept).Take(Shown).Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Name}\" ({entry.Count})")));

    /// <summary>What is odd.</summary>
    public IEnumerable<string> Odd()
    {
        if (HasTiny)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Too few {_samples} to train and test with (fewer than {Fewest}), so left out: {Tiny}.");
        }

        (string Name, int Count)[] few = [.. Kept.Where(entry => entry.Count < Few).OrderBy(entry => entry.Count)];
        if (few.Length > 0)
        {
            string named = string.Join(", ", few.Take(3).Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Name}\" {entry.Count}")));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{(few.Length == 1 ? "A class has" : few.Length == Kept.Count ? "All classes have" : $"{few.Length} classes have")} fewer than {Few} {_samples} ({named}{(few.Length > 3 ? ", ..." : "")}): what is said of {(few.Length == 1 ? "it" : "them")} will be uncertain.");
        }

        if (IsUnbalanced)
        {
            (string large, int most) = Kept.MaxBy(entry => entry.Count);
            (string small, int least) = Kept.MinBy(entry => entry.Count);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Classes are unbalanced: {most:N0} {_samples} of \"{large}\" against {least:N0} of \"{small}\". Always saying \"{large}\" is right in {100.0 * most / Samples:0}% of the cases; look at balanced accuracy.");
        }
    }
}
