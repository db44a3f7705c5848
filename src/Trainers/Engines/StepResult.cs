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
}
