namespace MlPipelines.Studies;

/// <summary>
/// Minimises a smooth function: BFGS with a backtracking line search (Nocedal and Wright 2006, algorithms 3.1 and 6.1). MathNet's minimiser of the same name ends
/// with an exception where the last step gains nothing; this one returns the best point.
/// </summary>
internal static class QuasiNewton
{
    private const double SmallestGradient = 1e-4;
    private const double SmallestGain = 1e-5;
    private const double LargestStep = 2;

    /// <summary>Value at a point, writing the gradient.</summary>
    public delegate double Objective(double[] point, double[] gradient);

    /// <summary>Walks downhill from a start.</summary>
    /// <returns>The best point and its value.</returns>
    public static (double[] Point, double Value) Minimize(Objective objective, double[] start, int iterations)
    {
        int size = start.Length;
        double[] point = [.. start];
        double[] gradient = new double[size];
        double value = objective(point, gradient);
        double[][] curvature = Identity(size);
        for (int iteration = 0; iteration < iterations && gradient.Max(Math.Abs) > SmallestGradient; iteration++)
        {
            double[] direction = [.. curvature.Select(row => -Dot(row, gradient))];
            double slope = Dot(direction, gradient);
            if (slope >= 0)
            {
                curvature = Identity(size);
                direction = [.. gradient.Select(entry => -entry)];
                slope = Dot(direction, gradient);
            }

            double step = Math.Min(1, LargestStep / direction.Max(Math.Abs));
            double[] nextGradient = new double[size];
            (double[] next, double nextValue) = (point, double.PositiveInfinity);
            for (int halving = 0; halving < 20; halving++, step /= 2)
            {
                next = [.. point.Select((entry, index) => entry + (step * direction[index]))];
                nextValue = objective(next, nextGradient);
                if (nextValue <= value + (1e-4 * step * slope))
                {
                    break;
                }
            }

            if (!(nextValue < value))
            {
                break;
            }

            Update(curvature, [.. next.Select((entry, index) => entry - point[index])], [.. nextGradient.Select((entry, index) => entry - gradient[index])]);
            double gain = value - nextValue;
            (point, gradient, value) = (next, nextGradient, nextValue);
            if (gain < SmallestGain)
            {
                break;
            }
        }

        return (point, value);
    }

    /// <summary>Corrects the inverse Hessian so that it maps the change of the gradient to the step; not where the function curves downward.</summary>
    private static void Update(double[][] inverse, double[] step, double[] change)
    {
        double product = Dot(step, change);
        if (product <= 1e-12)
        {
            return;
        }

        double[] mapped = [.. inverse.Select(row => Dot(row, change))];
        double weight = (1 + (Dot(change, mapped) / product)) / product;
        for (int row = 0; row < step.Length; row++)
        {
            for (int column = 0; column < step.Length; column++)
            {
                inverse[row][column] += (weight * step[row] * step[column]) - (((mapped[row] * step[column]) + (step[row] * mapped[column])) / product);
            }
        }
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int index = 0; index < one.Length; index++)
        {
            sum += one[index] * other[index];
        }

        return sum;
    }

    private static double[][] Identity(int size) =>
        [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => row == column ? 1.0 : 0.0).ToArray())];
}
