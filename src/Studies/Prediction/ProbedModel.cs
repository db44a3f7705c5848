using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>What one model says about the images of a probe.</summary>
/// <param name="Repeat">The model's repeat.</param>
/// <param name="Classes">The class names by index.</param>
/// <param name="Training">(images, classes) through the training path.</param>
/// <param name="Test">(images, classes) through the test path.</param>
/// <param name="Augmented">(images, augmentations, classes); empty without augmentation.</param>
/// <param name="Draws">The augmentations of an image.</param>
internal sealed record ProbedModel(int Repeat, IReadOnlyList<string> Classes, float[] Training, float[] Test, float[] Augmented, int Draws)
{
    /// <summary>What it says about one of them.</summary>
    public ProbedRepeat Of(int index) => new(
        Repeat, Row(Training, index), Row(Test, index), [.. Enumerable.Range(index * Draws, Draws).Select(row => Row(Augmented, row))]);

    private float[] Row(float[] probabilities, int row) => probabilities.AsSpan(row * Classes.Count, Classes.Count).ToArray();
}
