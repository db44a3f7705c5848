namespace MlPipelines.Audits;

/// <summary>
/// How well one column ranks the classes: a model that gives each bin its rows' class shares, as if two more rows with the shares of the whole lay in it. Bins and shares are fitted on some training
/// rows and measured on others.
/// </summary>
/// <param name="OutOfFold">Fitted on four fifths of the training rows, measured on the rest, five times; null when there is one class only.</param>
/// <param name="Test">Fitted on all training rows, measured on the test rows.</param>
internal sealed record ColumnPower(RankingArea? OutOfFold, RankingArea? Test)
{
    private const int Folds = 5;
    private const double PriorRows = 2;

    /// <summary>Measures a column.</summary>
    /// <param name="binning">Its bins; training rows first, then test rows.</param>
    /// <param name="labels">The class of each row, in the same order.</param>
    /// <param name="training">The number of training rows.</param>
    /// <param name="classes">The number of classes.</param>
    public static ColumnPower Of(IColumnBinning binning, int[] labels, int training, int classes)
    {
        int[] folds = FoldsOf(labels, training, classes);
        List<IReadOnlyList<ScoredGroup>> outOfFold = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            outOfFold.Add(Score(binning, labels, classes, row => folds[row] >= 0 && folds[row] != fold, row => folds[row] == fold));
        }

        List<ScoredGroup> test = Score(binning, labels, classes, row => row < training, row => row >= training);
        return new ColumnPower(RankingArea.Of(outOfFold, classes), RankingArea.Of([test], classes));
    }

    /// <summary>The rows of each class in turn, so that every fold has the class shares of the whole; -1 for test rows.</summary>
    private static int[] FoldsOf(int[] labels, int training, int classes)
    {
        int[] next = new int[classes];
        return [.. labels.Select((label, row) => row < training ? next[label]++ % Folds : -1)];
    }

    private static List<ScoredGroup> Score(IColumnBinning binning, int[] labels, int classes, Func<int, bool> isFitted, Func<int, bool> isMeasured)
    {
        bool[] fitted = [.. Enumerable.Range(0, labels.Length).Select(isFitted)];
        int[] bins = binning.Fit(fitted);
        int count = bins.Length == 0 ? 0 : bins.Max() + 1;
        double[][] shares = [.. Enumerable.Range(0, count).Select(_ => new double[classes])];
        int[]?[] measured = new int[count][];
        double[] all = new double[classes];
        for (int row = 0; row < labels.Length; row++)
        {
            if (fitted[row])
            {
                shares[bins[row]][labels[row]]++;
                all[labels[row]]++;
            }
            else if (isMeasured(row))
            {
                (measured[bins[row]] ??= new int[classes])[labels[row]]++;
            }
        }

        double rows = all.Sum();
        foreach (double[] bin in shares)
        {
            double inBin = bin.Sum();
            for (int label = 0; label < classes; label++)
            {
                bin[label] = (bin[label] + (PriorRows * all[label] / rows)) / (inBin + PriorRows);
            }
        }

        return [.. Enumerable.Range(0, count).Where(bin => measured[bin] is not null).Select(bin => new ScoredGroup(measured[bin]!, shares[bin]))];
    }
}
