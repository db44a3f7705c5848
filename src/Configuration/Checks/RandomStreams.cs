namespace MlPipelines.Configuration;

/// <summary>What a scenario draws from each random stream, as far as its options say.</summary>
internal static class RandomStreams
{
    /// <summary>Why a stream changes nothing in a scenario, as a sentence; null when it changes something.</summary>
    public static string? ReasonForNothing(RandomStream stream, ScenarioView scenario)
    {
        ScenarioOptions options = scenario.Options;
        ModelOptions model = options.Model.Learner();
        bool isNetwork = model is not LogisticRegressionOptions;
        return stream switch
        {
            RandomStream.Init when !isNetwork => "A logistic model starts without random weights.",
            RandomStream.Order when model is LogisticRegressionOptions { Solver: LogisticSolver.Lbfgs } => "The solver \"lbfgs\" reads all rows at once.",
            RandomStream.Order when isNetwork && options.Training.Order == SampleOrder.Source => "The samples are presented in the order of the source.",
            RandomStream.Augment when options.Pipeline.Augment is not { } augment || !Changes(augment) => "Nothing is augmented.",
            RandomStream.Dropout when !HasDropout(model) => "There is no dropout.",
            RandomStream.Sampling when options.Training.Sampling is not (SamplingMode.Oversample or SamplingMode.Undersample) =>
                "Classes are neither over- nor under-sampled.",
            RandomStream.Data when !DrawsData(options.Data) => "Nothing of the data is random.",
            _ => null,
        };
    }

    /// <summary>Whether something of the data follows the stream <c>data</c>: generated samples, wrong labels, sub-samples, noise on test images.</summary>
    public static bool DrawsData(DataOptions data) => data is { LabelNoise.Rate: > 0 } or { TrainSize: not null } or ImageDataOptions { Corrupt.Noise: > 0 }
        || TestRowsAreDrawn(data);

    /// <summary>Whether the stream <c>data</c> also decides what the test samples are.</summary>
    public static bool TestRowsAreDrawn(DataOptions data) => data is SyntheticOptions or SyntheticImagesOptions
        || data.Classes?.Values.Any(share => share < 1) == true;

    /// <summary>Whether any augmentation is on.</summary>
    public static bool Changes(AugmentOptions augment) => augment is not
    {
        Rotation: 0, WidthShift: 0, HeightShift: 0, Zoom: 0, Shear: 0, HorizontalFlip: false, VerticalFlip: false, RandomCrop: 0, Brightness: 0, Contrast: 0,
        GaussianNoise: 0, Erasing: 0,
    };

    private static bool HasDropout(ModelOptions model) => model switch
    {
        NetworkOptions { Layers: { } layers } => layers.OfType<DropoutOptions>().Any(layer => layer.Rate > 0),
        NetworkOptions network => network.Dropout > 0,
        _ => false,
    };
}
