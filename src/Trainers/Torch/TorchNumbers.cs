using TorchSharp;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Operations of a tensor in place with a number. TorchSharp turns a number into a native object whose finalizer may free it while the operation still reads it, because nothing refers to it
/// any more; seen once as "Expected false to be true" in a process that had trained some thousand models. Here the object lives until the operation is over.
/// </summary>
internal static class TorchNumbers
{
    /// <summary>tensor *= number.</summary>
    public static Tensor MultiplyBy(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        return tensor.mul_(scalar);
    }

    /// <summary>tensor += number.</summary>
    public static Tensor AddNumber(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        return tensor.add_(scalar);
    }

    /// <summary>tensor += number * other.</summary>
    public static Tensor AddScaled(this Tensor tensor, Tensor other, double number)
    {
        using Scalar scalar = number;
        return tensor.add_(other, scalar);
    }

    /// <summary>tensor += number * first * second.</summary>
    public static Tensor AddProduct(this Tensor tensor, Tensor first, Tensor second, double number)
    {
        using Scalar scalar = number;
        return tensor.addcmul_(first, second, scalar);
    }

    /// <summary>tensor += number * numerator / denominator.</summary>
    public static Tensor AddQuotient(this Tensor tensor, Tensor numerator, Tensor denominator, double number)
    {
        using Scalar scalar = number;
        return tensor.addcdiv_(numerator, denominator, scalar);
    }
}
