namespace MlPipelines.Trainers;

/// <summary>Ends a training as soon as something is not a finite number, and says where it began.</summary>
internal sealed class NumericWatch(NetworkDescription network, INeuralNetwork weights, IReadOnlyList<EpochRecord> history)
{
    /// <summary>Looks at a step's losses and gradients.</summary>
    public void CheckStep(int epoch, int step, TrainingBatch batch, StepResult result)
    {
        if (double.IsFinite(result.GradientNorm) && Finite(result.Losses.AsSpan(0, batch.Count)))
        {
            return;
        }

        throw new NumericFailureException(epoch, step, Culprit(batch, result), history);
    }

    /// <summary>Looks at all weights: those of an epoch's last step have met no loss yet.</summary>
    public void CheckWeights(int epoch, int step)
    {
        if (BrokenWeight() is { } name)
        {
            throw new NumericFailureException(epoch, step, name, history);
        }
    }

    /// <summary>Forwards, infinity spreads to the loss; backwards, from the last layer to the first: the last broken gradient is the first that broke.</summary>
    private string Culprit(TrainingBatch batch, StepResult result)
    {
        if (!Finite(result.Losses.AsSpan(0, batch.Count)))
        {
            return Finite(batch.Inputs.AsSpan(0, checked((int)(batch.Count * network.Input.Size)))) ? "loss" : "input";
        }

        int layer = Array.FindLastIndex(result.LayerGradientNorms, norm => !double.IsFinite(norm));
        return layer < 0 ? "gradient" : $"gradient of {network.Layers[layer].Name}";
    }

    private string? BrokenWeight()
    {
        NamedWeights current = weights.GetWeights();
        LayerDescription? broken = network.Layers.FirstOrDefault(
            layer => layer.Weights.Any(weight => !Finite(current[weight.Name].Values)));
        return broken is null ? null : $"weights of {broken.Name}";
    }

    private static bool Finite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
