namespace MlPipelines.Evaluation;

/// <summary>Which test samples two runs predict differently, by the majority of their repeats.</summary>
internal static class ChangedRowsConclusion
{
    /// <summary>The most samples that are shown of each direction.</summary>
    internal const int Most = 24;

    /// <summary>Why there is nothing to compare sample by sample; null when there is.</summary>
    public static string? Missing(VariantScores reference, VariantScores run, RunPairing pairing)
    {
        (IReadOnlyList<int> from, IReadOnlyList<int> to) = (reference.RepeatsWith(MeasurementNames.Test), run.RepeatsWith(MeasurementNames.Test));
        return pairing == RunPairing.OtherData ? "The data are not the same."
            : from.Count == 0 || to.Count == 0 ? "A run has no finished repeat."
            : !reference.HoldsSameSamples(MeasurementNames.Test, from) || !run.HoldsSameSamples(MeasurementNames.Test, to) ? "The test rows change from repeat to repeat."
            : reference.Facts(MeasurementNames.Test, from[0]).Samples != run.Facts(MeasurementNames.Test, to[0]).Samples ? "The two runs have other test rows."
            : null;
    }

    /// <summary>Counts and lists them; <see cref="Missing"/> is null.</summary>
    /// <param name="reference">The reference's trials.</param>
    /// <param name="run">The other run's.</param>
    /// <param name="pairing">Paired runs vote with the repeats that both have.</param>
    /// <param name="ids">(rows): what a user calls each test row, ascending by row.</param>
    /// <param name="classes">The class names.</param>
    public static ChangedRows Of(VariantScores reference, VariantScores run, RunPairing pairing, IReadOnlyList<string> ids, IReadOnlyList<string> classes)
    {
        int[] fromRepeats = [.. reference.RepeatsWith(MeasurementNames.Test)];
        int[] toRepeats = [.. run.RepeatsWith(MeasurementNames.Test)];
        if (pairing == RunPairing.Paired)
        {
            fromRepeats = toRepeats = [.. fromRepeats.Intersect(toRepeats)];
        }

        (Votes from, Votes to) = (new Votes(reference, fromRepeats), new Votes(run, toRepeats));
        List<ChangedRow> lost = [];
        List<ChangedRow> gained = [];
        int[] counts = new int[3];
        for (int position = 0; position < from.Count; position++)
        {
            switch (from.Side(position), to.Side(position))
            {
                case (1, -1):
                    lost.Add(Row(position));
                    break;
                case (-1, 1):
                    gained.Add(Row(position));
                    break;
                case (1, 1):
                    counts[0]++;
                    break;
                case (-1, -1):
                    counts[1]++;
                    break;
                default:
                    counts[2]++;
                    break;
            }
        }

        return new ChangedRows
        {
            Rows = from.Count,
            Lost = lost.Count,
            Gained = gained.Count,
            BothRight = counts[0],
            BothWrong = counts[1],
            Ties = counts[2],
            Repeats = (fromRepeats.Length, toRepeats.Length),
            SeedChurn = from.Churn(),
            LostExamples = MostChanged(lost),
            GainedExamples = MostChanged(gained),
        };

        ChangedRow Row(int position) => new(
            from.Row(position), ids[position], classes[from.Label(position)], from.Share(position), to.Share(position), classes[from.Favourite(position)], classes[to.Favourite(position)]);
    }

    private static ChangedRow[] MostChanged(List<ChangedRow> rows) =>
        [.. rows.OrderByDescending(row => Math.Abs(row.ShareTo - row.ShareFrom)).ThenBy(row => row.Row).Take(Most)];

    /// <summary>The repeats of a run as voters on each test row.</summary>
    private sealed class Votes(VariantScores variant, int[] repeats)
    {
        private readonly MeasurementScores[] _scores = [.. repeats.Select(repeat => variant.Scores(MeasurementNames.Test, repeat))];

        public int Count => _scores[0].Count;

        public int Row(int position) => _scores[0].Rows[position];

        public int Label(int position) => _scores[0].Labels[position];

        public double Share(int position) => Right(position) / (double)_scores.Length;

        /// <summary>1 where most are right, -1 where most are wrong, 0 where it is half and half.</summary>
        public int Side(int position) => Math.Sign((2 * Right(position)) - _scores.Length);

        /// <summary>The class that most repeats predict; the first of equals.</summary>
        public int Favourite(int position) => _scores.GroupBy(scores => scores.Predicted[position]).OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Key).First().Key;

        /// <summary>Over neighbouring repeats, the share of rows of which one is right and the other wrong.</summary>
        public double? Churn() => _scores.Length < 2 ? null : Enumerable.Range(1, _scores.Length - 1).Average(repeat =>
            Enumerable.Range(0, Count).Count(position => IsRight(repeat, position) != IsRight(repeat - 1, position)) / (double)Count);

        private int Right(int position) => Enumerable.Range(0, _scores.Length).Count(repeat => IsRight(repeat, position));

        private bool IsRight(int repeat, int position) => _scores[repeat].Predicted[position] == _scores[repeat].Labels[position];
    }
}
