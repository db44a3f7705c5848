namespace MlPipelines.Evaluation;

/// <summary>The lower triangular root of a covariance matrix, which may be singular: what two variables have in common is not drawn twice.</summary>
internal static class Cholesky
{
    /// <summary>Rounding leaves this much of a variance that is 0.</summary>
    private const double Rounding = 1e-12;

    /// <param name="covariance">A symmetric matrix without negative eigenvalues.</param>
    public static double[][] Of(double[][] covariance)
    {
        double[][] root = [.. covariance.Select(row => new double[row.Length])];
        for (int row = 0; row < root.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = covariance[row][column];
                for (int before = 0; before < column; before++)
                {
                    rest -= root[row][before] * root[column][before];
                }

                root[row][column] = row == column
                    ? rest <= Rounding * covariance[row][row] ? 0 : Math.Sqrt(rest)
                    : root[column][column] == 0 ? 0 : rest / root[column][column];
            }
        }

        return root;
    }
}
