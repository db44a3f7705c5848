using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// How samples are prepared. Everything that is fitted (means, categories, replacements) is fitted on training samples only. Image
/// members apply to image sources, table members to tables.
/// </summary>
public sealed record PipelineOptions
{
    /// <summary>Images: the width in pixels that the model sees. By default the images' own, which must then all be the same.</summary>
    [Range(1, 1024)]
    public int? Width { get; init; }

    /// <summary>Images: the height in pixels that the model sees. By default the images' own, which must then all be the same.</summary>
    [Range(1, 1024)]
    public int? Height { get; init; }

    /// <summary>Images: what happens to the aspect ratio when an image is resized.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.Stretch;

    /// <summary>Images: grey or colour.</summary>
    public ColorMode Color { get; init; } = ColorMode.Auto;

    /// <summary>Images: how pixel values 0..255 become the model's input, per channel.</summary>
    public PixelNormalization Normalization { get; init; } = PixelNormalization.Standardize;

    /// <summary>Tables: what replaces a missing number. A missing category is a category of its own.</summary>
    public MissingNumberReplacement MissingNumbers { get; init; } = MissingNumberReplacement.Mean;

    /// <summary>Tables: adds a column per numeric column with missing training values that says whether the value was missing.</summary>
    public bool MissingIndicators { get; init; }

    /// <summary>Tables: how categories become numbers.</summary>
    public CategoryEncoding Categories { get; init; } = CategoryEncoding.OneHot;

    /// <summary>Tables: the number of bits of a hashed category (<c>hashing</c>), so 2^bits columns per categorical column.</summary>
    [Range(1, 16)]
    public int HashBits { get; init; } = 8;

    /// <summary>Tables: how numeric columns are scaled.</summary>
    public FeatureScaling Scaling { get; init; } = FeatureScaling.Standardize;

    /// <summary>Images: random changes to training images, drawn anew in every epoch. Absent: none.</summary>
    public AugmentOptions? Augment { get; init; }

    /// <summary>
    /// Images: how the <i>test</i> path differs from the training path. Only to reproduce preprocessing skew, a frequent fault of deployed
    /// models; absent, both paths are the same.
    /// </summary>
    public TestPathOptions? Test { get; init; }

    /// <summary>
    /// Moves and scales test samples so that every numeric column of a table has over the test set the mean and the standard deviation that it has over the training set; of images, the mean of every channel likewise,
    /// and the contrast around it. It reads test
    /// samples and never their labels, so it can be kept where new samples arrive in batches from one source. Training and validation samples stay as they are.
    /// </summary>
    public bool AlignTest { get; init; }
}

/// <summary>What happens to an image's aspect ratio when it is resized.</summary>
public enum ResizeMode
{
    /// <summary>Width and height are scaled independently.</summary>
    Stretch,

    /// <summary>Scaled to cover the target, then cropped around the centre.</summary>
    Crop,

    /// <summary>Scaled to fit into the target, then padded with black.</summary>
    Pad,
}

/// <summary>The channels of an image as the model sees it.</summary>
public enum ColorMode
{
    /// <summary>Grey when every training image is grey, otherwise RGB.</summary>
    Auto,

    /// <summary>One channel, the luma of ITU-R BT.601.</summary>
    Grayscale,

    /// <summary>Three channels: red, green, blue.</summary>
    Rgb,
}

/// <summary>How pixel values 0..255 become the model's input, per channel.</summary>
public enum PixelNormalization
{
    /// <summary>Left as they are, 0..255.</summary>
    None,

    /// <summary>Divided by 255: 0..1.</summary>
    Unit,

    /// <summary>Divided by 127.5 and reduced by 1: -1..1.</summary>
    Symmetric,

    /// <summary>Mean 0 and standard deviation 1 per channel, fitted on training images.</summary>
    Standardize,
}

/// <summary>What replaces a missing number.</summary>
public enum MissingNumberReplacement
{
    /// <summary>The mean of the training values.</summary>
    Mean,

    /// <summary>The least training value.</summary>
    Minimum,

    /// <summary>The greatest training value.</summary>
    Maximum,

    /// <summary>The most frequent training value.</summary>
    Mode,

    /// <summary>0.</summary>
    Zero,
}

/// <summary>How categories become numbers.</summary>
public enum CategoryEncoding
{
    /// <summary>A column per category seen in training; a category unseen there has 0 in all of them, and the report counts it.</summary>
    OneHot,

    /// <summary>2^<c>hashBits</c> columns; categories that hash alike share one, and unseen categories have one too.</summary>
    Hashing,
}

/// <summary>How numeric columns are scaled.</summary>
public enum FeatureScaling
{
    /// <summary>Left as they are.</summary>
    None,

    /// <summary>Mean 0 and standard deviation 1 over the training rows.</summary>
    Standardize,

    /// <summary>The range of the training rows becomes 0..1.</summary>
    MinMax,
}

/// <summary>How the test path differs from the training path. A member that is absent is as in training.</summary>
public sealed record TestPathOptions
{
    /// <summary>What happens to the aspect ratio of test images.</summary>
    public ResizeMode? Resize { get; init; }

    /// <summary>How pixel values of test images become the model's input. <c>standardize</c> uses the values fitted in training.</summary>
    public PixelNormalization? Normalization { get; init; }

    /// <summary>The order of the channels in which test images reach the model; training is always <c>rgb</c>.</summary>
    public ChannelOrder? ChannelOrder { get; init; }
}

/// <summary>The order of an image's channels.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
