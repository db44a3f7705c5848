namespace MlPipelines.Evaluation;

/// <summary>The repeats of a variant as members of ensembles: their test probabilities, on the same rows.</summary>
internal sealed class EnsembleMembers
{
    private readonly MeasurementScores[] _members;
    private readonly int _classes;

    private EnsembleMembers(MeasurementScores[] members, int classes) => (_members, _classes) = (members, classes);

    public int Count => _members.Length;

    public int Rows => _members[0].Count;

    /// <summary>A digest of the test samples.</summary>
    public ulong Samples => _members[0].Samples;

    /// <returns>Null with fewer than two repeats, a varying test set, or without probabilities.</returns>
    public static EnsembleMembers? Of(VariantScores variant, IReadOnlyList<int> repeats)
    {
        if (repeats.Count < 2 || !variant.HoldsSameSamples(MeasurementNames.Test, repeats))
        {
            return null;
        }

        return Of([.. repeats.Select(repeat => variant.Scores(MeasurementNames.Test, repeat))]);
    }

    /// <summary>Members on the same rows; null where one has no probabilities.</summary>
    public static EnsembleMembers? Of(MeasurementScores[] members) => Array.Exists(members, member => member.Probabilities is null)
        ? null
        : new EnsembleMembers(members, members[0].Probabilities!.Length / members[0].Count);

    /// <summary>(rows, classes): the sum of the probabilities of some members.</summary>
    public double[] Sum(int first, int count)
    {
        double[] sum = new double[Rows * _classes];
        for (int member = first; member < first + count; member++)
        {
            Add(sum, member, 1);
        }

        return sum;
    }

    /// <summary>Adds a member's probabilities to a sum, or takes them away.</summary>
    public void Add(double[] sum, int member, int sign)
    {
        float[] probabilities = _members[member].Probabilities!;
        for (int index = 0; index < sum.Length; index++)
        {
            sum[index] += sign * (double)probabilities[index];
        }
    }

    /// <summary>(rows): 1 where the class with the greatest sum, the first of equals, is the label.</summary>
    public double[] Right(double[] sum)
    {
        double[] right = new double[Rows];
        for (int row = 0; row < right.Length; row++)
        {
            ReadOnlySpan<double> ofRow = sum.AsSpan(row * _classes, _classes);
            int best = 0;
            for (int index = 1; index < ofRow.Length; index++)
            {
                best = ofRow[index] > ofRow[best] ? index : best;
            }

            right[row] = best == _members[0].Labels[row] ? 1 : 0;
        }

        return right;
    }

    /// <summary>(rows): the share of some members that are right.</summary>
    public double[] ShareRight(int first, int count)
    {
        double[] share = new double[Rows];
        for (int row = 0; row < share.Length; row++)
        {
            for (int member = first; member < first + count; member++)
            {
                share[row] += _members[member].Value(RowMetric.Accuracy, row);
            }

            share[row] /= count;
        }

        return share;
    }

    /// <summary>The mean log loss of the mean of some members' probabilities.</summary>
    public double LogLoss(double[] sum, int count)
    {
        double loss = 0;
        for (int row = 0; row < Rows; row++)
        {
            loss += ClassificationMetrics.LogLoss((float)(sum[(row * _classes) + _members[0].Labels[row]] / count));
        }

        return loss / Rows;
    }
}
