namespace MlPipelines.Trainers;

/// <summary>
/// The neutral form of an optimiser's state, the same from every engine, so that a checkpoint of one continues with another: the number of steps, and for each running array and each trained weight an
/// array <c>mean:layers[0] conv2d/kernel</c> in the weight's layout.
/// </summary>
internal static class OptimizerState
{
    /// <summary>Adam's running mean of gradients.</summary>
    public const string Mean = "mean";

    /// <summary>The running mean of squared gradients of Adam and RMSprop.</summary>
    public const string Square = "square";

    /// <summary>The velocity of a momentum: in SGD what is added to a weight, in RMSprop what is subtracted, as in Keras.</summary>
    public const string Velocity = "velocity";

    private const string StepsName = "steps";

    /// <summary>The number of steps in two digits of this radix, because a float alone is exact only up to 16 million.</summary>
    private const int StepsRadix = 1 << 16;

    /// <summary>The name of the array of a weight.</summary>
    public static string NameOf(string array, string weight) => $"{array}:{weight}";

    /// <summary>The number of steps as an array.</summary>
    public static NamedArray Steps(int steps) => new(StepsName, [2], [steps / StepsRadix, steps % StepsRadix]);

    /// <summary>The number of steps of a state.</summary>
    public static int StepsOf(NamedWeights state)
    {
        float[] digits = state[StepsName].Values;
        return ((int)digits[0] * StepsRadix) + (int)digits[1];
    }
}
