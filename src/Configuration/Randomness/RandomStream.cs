namespace MlPipelines.Configuration;

/// <summary>The independent sources of randomness of a trial. Each has draws of its own, so that one can change while others stay.</summary>
public enum RandomStream
{
    /// <summary>Which samples are held out.</summary>
    Split,

    /// <summary>The initial weights.</summary>
    Init,

    /// <summary>The order of the samples in each epoch.</summary>
    Order,

    /// <summary>The draws of the augmentations.</summary>
    Augment,

    /// <summary>The dropout masks.</summary>
    Dropout,

    /// <summary>Which samples over- or under-sampling draws.</summary>
    Sampling,

    /// <summary>Generated samples, planted label noise, corruption of test images, and which samples <c>classes</c> and <c>trainSize</c> keep.</summary>
    Data,
}
