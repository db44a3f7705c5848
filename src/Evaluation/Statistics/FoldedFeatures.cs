using MathNet.Numerics.LinearAlgebra;

namespace MlPipelines.Evaluation;

/// <summary>
/// Rows of two sets in stratified folds, and for each fold the linear discriminant of the others: (covariance + ridge)⁻¹ times the difference of the means (Fisher 1936), which is L2-regularised
/// least squares on the set's name and the first Newton step of L2-regularised logistic regression from zero. The covariance is that of both sets together, so that only the means depend on which row
/// is of which set: a relabelling costs one pass over the rows.
/// </summary>
internal sealed class FoldedFeatures
{
    /// <summary>
    /// Ridge per feature: width (1 - R²)/R² is best for independent features that together explain R² of the variance of the labels (Hoerl, Kennard and Baldwin 1975), so 1 stands for half of it.
    /// Of 0.1, 1, 9 and 50 it had the largest mean area, or one within 0.022 of it, in ten simulated cases of 40 to 1,000 rows a set and 10 to 128 features (12 draws each);
    /// scikit-learn 1.2.1's <c>LogisticRegression(C=1)</c> was behind it in six of them and at most 0.014 ahead in the others.
    /// </summary>
    private const double RidgePerFeature = 1;
    private readonly float[] _values;
    private readonly int _width;
    private readonly float[][] _inverses;
    private readonly float[][] _sums;
    private readonly float[] _sum;

    /// <summary>Deals rows to folds.</summary>
    /// <param name="features">Standardised features.</param>
    /// <param name="rows">Rows of the first set; they come first.</param>
    /// <param name="folds">The number of folds; a row's position in its set, modulo it, is its fold.</param>
    public FoldedFeatures(StandardizedFeatures features, int rows, int folds)
    {
        _width = features.Width;
        _values = new float[features.Values.Length];
        Rows = features.Values.Length / _width;
        Starts = new int[folds + 1];
        Firsts = new int[folds];
        int next = 0;
        for (int fold = 0; fold < folds; fold++)
        {
            for (int row = 0; row < Rows; row++)
            {
                bool isFirst = row < rows;
                if ((isFirst ? row : row - rows) % folds == fold)
                {
                    features.Values.AsSpan(row * _width, _width).CopyTo(_values.AsSpan(next * _width));
                    Firsts[fold] += isFirst ? 1 : 0;
                    next++;
                }
            }

            Starts[fold + 1] = next;
        }

        _sums = [.. Enumerable.Range(0, folds).Select(SumOf)];
        _sum = [.. Enumerable.Range(0, _width).Select(feature => _sums.Sum(sum => sum[feature]))];
        _inverses = Inverses();
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of folds.</summary>
    public int Folds => Firsts.Length;

    /// <summary>The first row of each fold, and behind them the number of rows. In a fold, rows of the first set come first.</summary>
    public int[] Starts { get; }

    /// <summary>Rows of the first set in each fold.</summary>
    public int[] Firsts { get; }

    /// <summary>Scores each row by the discriminant of the other folds: higher speaks for the second set.</summary>
    /// <param name="isSecond">By row: whether it counts as one of the second set. Each fold has as many of them as it has rows of that set.</param>
    /// <param name="scores">Receives a score per row; comparable within a fold only.</param>
    public void Score(ReadOnlySpan<bool> isSecond, Span<float> scores)
    {
        float[][] seconds = [.. _sums.Select(_ => new float[_width])];
        float[] second = new float[_width];
        for (int fold = 0; fold < Folds; fold++)
        {
            for (int row = Starts[fold]; row < Starts[fold + 1]; row++)
            {
                if (isSecond[row])
                {
                    Add(RowOf(row), seconds[fold]);
                }
            }

            Add(seconds[fold], second);
        }

        float[] difference = new float[_width];
        float[] direction = new float[_width];
        int firsts = Firsts.Sum();
        for (int fold = 0; fold < Folds; fold++)
        {
            int trainFirsts = firsts - Firsts[fold];
            int trainSeconds = Rows - firsts - (Starts[fold + 1] - Starts[fold] - Firsts[fold]);
            for (int feature = 0; feature < _width; feature++)
            {
                float ofSecond = second[feature] - seconds[fold][feature];
                float ofFirst = _sum[feature] - _sums[fold][feature] - ofSecond;
                difference[feature] = (ofSecond / trainSeconds) - (ofFirst / trainFirsts);
            }

            for (int feature = 0; feature < _width; feature++)
            {
                direction[feature] = RandomProjection.Dot(_inverses[fold].AsSpan(feature * _width, _width), difference);
            }

            for (int row = Starts[fold]; row < Starts[fold + 1]; row++)
            {
                scores[row] = RandomProjection.Dot(RowOf(row), direction);
            }
        }
    }

    private ReadOnlySpan<float> RowOf(int row) => _values.AsSpan(row * _width, _width);

    private float[] SumOf(int fold)
    {
        float[] sum = new float[_width];
        for (int row = Starts[fold]; row < Starts[fold + 1]; row++)
        {
            Add(RowOf(row), sum);
        }

        return sum;
    }

    private static void Add(ReadOnlySpan<float> row, Span<float> sum)
    {
        for (int feature = 0; feature < sum.Length; feature++)
        {
            sum[feature] += row[feature];
        }
    }

    /// <summary>By fold: the inverse of (squared deviations of the rows of the other folds + ridge), row after row. The ridge makes it positive definite.</summary>
    private float[][] Inverses()
    {
        Matrix<double>[] products = [.. Enumerable.Range(0, Folds).Select(ProductsOf)];
        Matrix<double> all = products.Aggregate((one, other) => one + other);
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(_width);
        return
        [
            .. Enumerable.Range(0, Folds).Select(fold =>
            {
                double rows = Rows - (Starts[fold + 1] - Starts[fold]);
                Vector<double> sum = Vector<double>.Build.Dense(_width, feature => _sum[feature] - _sums[fold][feature]);
                Matrix<double> deviations = all - products[fold] - (sum.OuterProduct(sum) / rows) + (identity * (RidgePerFeature * _width));
                return Array.ConvertAll(deviations.Cholesky().Solve(identity).ToRowMajorArray(), value => (float)value);
            }),
        ];
    }

    private Matrix<double> ProductsOf(int fold)
    {
        double[,] products = new double[_width, _width];
        for (int row = Starts[fold]; row < Starts[fold + 1]; row++)
        {
            ReadOnlySpan<float> values = RowOf(row);
            for (int feature = 0; feature < _width; feature++)
            {
                double value = values[feature];
                for (int other = 0; other <= feature; other++)
                {
                    products[feature, other] += value * values[other];
                }
            }
        }

        return Matrix<double>.Build.Dense(_width, _width, (feature, other) => products[Math.Max(feature, other), Math.Min(feature, other)]);
    }
}
