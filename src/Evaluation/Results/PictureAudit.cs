namespace MlPipelines.Evaluation;

/// <summary>Pictures of the data as the network sees them, and of where it looks. All paths are of PNG files, relative to the run directory.</summary>
public sealed record PictureAudit
{
    /// <summary>Where the network of repeat 0 looked; null for a network without a convolution, or without a model.</summary>
    public AttentionAudit? Attention { get; init; }

    /// <summary>The mean image of each class, at most 20 classes.</summary>
    public IReadOnlyList<ClassAverage> ClassAverages { get; init; } = [];

    /// <summary>Training images as they are and as augmentation presents them; empty without augmentation.</summary>
    public IReadOnlyList<AugmentedImage> Augmented { get; init; } = [];

    /// <summary>Validation images as training samples and as test samples are prepared.</summary>
    public IReadOnlyList<PathPictures> Paths { get; init; } = [];
}

/// <summary>Maps of where a network looked (Grad-CAM, Selvaraju et al. 2017): the positions of its last convolution whose activity raises the output of a class.</summary>
/// <param name="Layer">The layer that was looked at: <c>layers[2] conv2d</c>.</param>
/// <param name="Height">Rows of its maps: how coarse they are.</param>
/// <param name="Width">Columns.</param>
/// <param name="Examples">Test images, wrong ones first.</param>
public sealed record AttentionAudit(string Layer, int Height, int Width, IReadOnlyList<AttentionExample> Examples);

/// <summary>A test image and where the network looked.</summary>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Picture">The image.</param>
/// <param name="PredictedMap">What speaks for the predicted class.</param>
/// <param name="LabelMap">What speaks for its own class; null where that is the same.</param>
public sealed record AttentionExample(
    string Id, string Label, string Predicted, double Confidence, string? Picture, string? PredictedMap, string? LabelMap);

/// <summary>The mean image of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="TrainRows">The training images that were averaged, at most 500.</param>
/// <param name="TrainPicture">Their mean.</param>
/// <param name="TestRows">The test images that were averaged.</param>
/// <param name="TestPicture">Their mean, as deployed.</param>
public sealed record ClassAverage(string Class, int TrainRows, string? TrainPicture, int TestRows, string? TestPicture);

/// <summary>A training image and what augmentation makes of it in the first epochs.</summary>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
/// <param name="Original">The image as it is.</param>
/// <param name="Draws">The image as the network saw it, epoch by epoch.</param>
public sealed record AugmentedImage(string Id, string Label, string? Original, IReadOnlyList<string> Draws);

/// <summary>A validation image through both preparations, before normalisation.</summary>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
/// <param name="Training">As training samples are prepared.</param>
/// <param name="Deployed">As test samples are prepared, corruption included.</param>
/// <param name="MeanDifference">The mean absolute difference of their pixels, of 0..1.</param>
/// <param name="Difference">The absolute difference, brightened until its greatest value is white; null where there is none.</param>
public sealed record PathPictures(string Id, string Label, string? Training, string? Deployed, double MeanDifference, string? Difference);
