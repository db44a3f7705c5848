using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>
/// Maps of where a network looked: Grad-CAM, Selvaraju et al. (2017). The weight of a filter is the mean over positions of the gradient of the class's output (before softmax) with
/// respect to it (equation 1); the map is the sum of the filters' activities by these weights, where it is above 0 (equation 2).
/// </summary>
internal static class GradCam
{
    /// <summary>The map of one sample.</summary>
    /// <param name="response">What the last convolution gives, and its gradients.</param>
    /// <param name="sample">The sample.</param>
    /// <returns>(height, width), divided by its greatest value: 0..1; all 0 where nothing speaks for the class.</returns>
    public static float[] Map(ConvolutionResponse response, int sample)
    {
        (int positions, int channels) = (response.Height * response.Width, response.Channels);
        ReadOnlySpan<float> outputs = response.Outputs.AsSpan(sample * positions * channels, positions * channels);
        ReadOnlySpan<float> gradients = response.Gradients.AsSpan(sample * positions * channels, positions * channels);
        double[] weights = new double[channels];
        for (int index = 0; index < gradients.Length; index++)
        {
            weights[index % channels] += gradients[index] / (double)positions;
        }

        double[] sums = new double[positions];
        for (int index = 0; index < outputs.Length; index++)
        {
            sums[index / channels] += weights[index % channels] * outputs[index];
        }

        double greatest = sums.Max();
        return greatest > 0 ? [.. sums.Select(sum => (float)(Math.Max(0, sum) / greatest))] : new float[positions];
    }
}
