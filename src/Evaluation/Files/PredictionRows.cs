namespace MlPipelines.Evaluation;

/// <summary>The rows of one measurement while <c>predictions.csv</c> is being read.</summary>
internal sealed class PredictionRows
{
    private readonly List<int> _rows = [];
    private readonly PackedTexts _ids = new();
    private readonly List<int> _labels = [];
    private readonly List<int> _predicted = [];
    private readonly List<float> _trueProbabilities = [];
    private readonly List<float> _confidences = [];
    private readonly List<float> _probabilities = [];

    /// <summary>Reads what follows the measurement's name in a row.</summary>
    public void ReadRow(CsvReader csv, int classes)
    {
        _rows.Add(csv.Integer());
        _ids.Add(SpreadsheetText.Restore(csv.Text()));
        _labels.Add(ReadClass(csv, classes));
        _predicted.Add(ReadClass(csv, classes));
        _confidences.Add(csv.Single());
        _trueProbabilities.Add(csv.Single());
        for (int column = 0; column < classes; column++)
        {
            if (!csv.TryEmpty())
            {
                _probabilities.Add(csv.Single());
            }
        }

        int kept = _probabilities.Count;
        if (kept != 0 && kept != _rows.Count * classes)
        {
            throw csv.Problem("the probabilities of all classes, or of none, in every row of a measurement", "some");
        }
    }

    public TrialRows Finish() => new(
        _rows, _ids, _labels, _predicted, _trueProbabilities, _confidences, _probabilities.Count == 0 ? null : [.. _probabilities]);

    private static int ReadClass(CsvReader csv, int classes)
    {
        int index = csv.Integer();
        return classes == 0 || index < classes
            ? index
            : throw csv.Problem(FormattableString.Invariant($"a class below {classes}"), FormattableString.Invariant($"{index}"));
    }
}
