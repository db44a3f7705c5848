using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>
/// Listed values. Numbers are placed by their rank, because 16 is nearer to 32 than to 128; other values have no order. A value that is listed twice counts once.
/// </summary>
internal sealed class ChoiceDimension : SearchDimension
{
    private readonly List<JsonNode?> _choices = [];

    public ChoiceDimension(string path, IReadOnlyList<JsonNode?> choices)
        : base(path)
    {
        foreach (JsonNode? choice in choices)
        {
            if (IndexOf(choice) < 0)
            {
                _choices.Add(choice);
            }
        }

        IsNominal = _choices.Any(choice => NumberOf(choice) is null);
        if (!IsNominal)
        {
            _choices.Sort((one, other) => NumberOf(one)!.Value.CompareTo(NumberOf(other)!.Value));
        }
    }

    public override int? Count => _choices.Count;

    public override bool IsNominal { get; }

    public override JsonNode? ValueAt(double place) =>
        _choices[Math.Clamp((int)(place * _choices.Count), 0, _choices.Count - 1)]?.DeepClone();

    public override double PlaceOf(JsonNode? value) =>
        IndexOf(value) is var index && index >= 0 ? Centre(index) : throw NotAValue(value);

    public override double[] Levels(int count) => [.. Enumerable.Range(0, _choices.Count).Select(Centre)];

    private double Centre(int index) => (index + 0.5) / _choices.Count;

    private int IndexOf(JsonNode? value) => _choices.FindIndex(choice => JsonNode.DeepEquals(choice, value));
}
