namespace MlPipelines.Trainers;

/// <summary>What one training step saw, before its update. The engine reuses the object and its arrays.</summary>
internal sealed class StepResult
{
    /// <summary>Room for the results of batches.</summary>
    public StepResult(int capacity, int classes, int layers)
    {
        Probabilities = new float[capacity * classes];
        Losses = new float[capacity];
        LayerGradientNorms = new double[layers];
    }

    /// <summary>(samples, classes), in training mode.</summary>
    public float[] Probabilities { get; }

    /// <summary>The log loss of each sample, unweighted, computed from the outputs before softmax.</summary>
    public float[] Losses { get; }

    /// <summary>For each layer of the description, the L2 norm of its gradient with penalties, before clipping; 0 for a layer without weights.</summary>
    public double[] LayerGradientNorms { get; }

    /// <summary>The L2 norm of the whole gradient with penalties, before clipping.</summary>
    public double GradientNorm { get; set; }

    /// <summary>Fills in the norms from the sum of squares of each weight's gradient.</summary>
    /// <param name="squares">A sum for each trained weight.</param>
    /// <param name="layerOf">The layer of each, in the same order.</param>
    public void SetNorms(ReadOnlySpan<float> squares, IReadOnlyList<int> layerOf)
    {
        Array.Clear(LayerGradientNorms);
        double total = 0;
        for (int index = 0; index < squares.Length; index++)
        {
            LayerGradientNorms[layerOf[index]] += squares[index];
            total += squares[index];
        }

        for (int layer = 0; layer < LayerGradientNorms.Length; layer++)
        {
            LayerGradientNorms[layer] = Math.Sqrt(LayerGradientNorms[layer]);
        }

        GradientNorm = Math.Sqrt(total);
    }
}
