using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>A logistic model as ONNX nodes, in 64 bits as the project evaluates it: unscaled features would lose digits in 32.</summary>
internal static class OnnxLogistic
{
    /// <summary>Writes the model.</summary>
    /// <param name="weights">Its numbers.</param>
    /// <param name="trained">The classes that it knows, as indexes, ascending; the others have probability 0.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="features">Prepared samples (batch, features).</param>
    /// <returns>The probabilities (batch, classes).</returns>
    public static OnnxValue Write(LogisticWeights weights, IReadOnlyList<int> trained, int classes, OnnxValue features)
    {
        OnnxGraph graph = features.Graph;
        (int functions, int size) = (weights.Biases.Length, weights.Weights[0].Length);
        double[] matrix = new double[size * functions];
        for (int function = 0; function < functions; function++)
        {
            for (int feature = 0; feature < size; feature++)
            {
                matrix[(feature * functions) + function] = weights.Weights[function][feature];
            }
        }

        OnnxValue scores = graph.Node("MatMul", OnnxElement.Double, [features.As(OnnxElement.Double), graph.Constant("weights", matrix, size, functions)])
            + graph.Constant("biases", (double[])[.. weights.Biases.Select(bias => (double)bias)], functions);
        OnnxValue probabilities = functions == 1
            ? graph.Node("Concat", OnnxElement.Double, [scores.Apply("Neg").Apply("Sigmoid"), scores.Apply("Sigmoid")], new OnnxAttribute("axis", 1L))
            : scores.Apply("Softmax", new OnnxAttribute("axis", 1L));
        return Placed(probabilities, trained, classes).As(OnnxElement.Float);
    }

    /// <summary>Puts each trained class in its place among all of them, by a product with ones and zeros.</summary>
    private static OnnxValue Placed(OnnxValue probabilities, IReadOnlyList<int> trained, int classes)
    {
        if (trained.Count == classes)
        {
            return probabilities;
        }

        double[,] places = new double[trained.Count, classes];
        for (int index = 0; index < trained.Count; index++)
        {
            places[index, trained[index]] = 1;
        }

        ReadOnlySpan<double> flat = MemoryMarshal.CreateReadOnlySpan(ref places[0, 0], places.Length);
        OnnxGraph graph = probabilities.Graph;
        return graph.Node("MatMul", OnnxElement.Double, [probabilities, graph.Constant("places", flat, trained.Count, classes)]);
    }
}
