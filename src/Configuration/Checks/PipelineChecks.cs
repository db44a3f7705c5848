namespace MlPipelines.Configuration;

/// <summary>Checks of <c>pipeline</c>.</summary>
internal static class PipelineChecks
{
    private static readonly string[] _imageMembers = ["width", "height", "resize", "color", "normalization", "augment", "test"];
    private static readonly string[] _tableMembers = ["missingNumbers", "missingIndicators", "categories", "hashBits", "scaling"];

    private const string OfBoth = "alignTest";

    /// <summary>Images have no missing values, and tables have no pixels.</summary>
    public static void MembersFitTheSource(ScenarioView scenario)
    {
        bool isTable = scenario.IsTable;
        foreach (string member in isTable ? _imageMembers : _tableMembers)
        {
            if (scenario.Given($"pipeline.{member}") is not null)
            {
                scenario.RefuseMember(
                    $"pipeline.{member}",
                    $"members for {(isTable ? "tables" : "images")}: {Quoted.List([.. isTable ? _tableMembers : _imageMembers, OfBoth])}",
                    $"Remove it; it applies to {(isTable ? "images" : "tables")}.", "data.type");
            }
        }
    }

    /// <summary>A width alone would not say what the model sees.</summary>
    public static void SizeIsWhole(ScenarioView scenario)
    {
        PipelineOptions pipeline = scenario.Options.Pipeline;
        if (scenario.IsTable || pipeline.Width is null == pipeline.Height is null)
        {
            return;
        }

        (string given, string missing) = pipeline.Width is null ? ("height", "width") : ("width", "height");
        scenario.Refuse(
            $"pipeline.{missing}", $"a {missing}, because a {given} is given", null, "Give both, or neither to keep the images' own size.",
            $"pipeline.{given}");
    }

    /// <summary>Images that keep their size are not resized.</summary>
    public static void ResizeHasASize(ScenarioView scenario)
    {
        PipelineOptions pipeline = scenario.Options.Pipeline;
        if (scenario.IsTable || pipeline.Width is not null || pipeline.Height is not null)
        {
            return;
        }

        foreach (string path in (ReadOnlySpan<string>)["pipeline.resize", "pipeline.test.resize"])
        {
            if (scenario.Given(path) is not null)
            {
                scenario.RefuseMember(
                    path, "a size to resize to", "Set pipeline.width and pipeline.height, or remove it.", "pipeline.width", "pipeline.height");
            }
        }
    }

    /// <summary>Bits are for hashing.</summary>
    public static void HashBitsAreUsed(ScenarioView scenario)
    {
        if (scenario.IsTable && scenario.Given("pipeline.hashBits") is not null
            && scenario.Options.Pipeline.Categories != CategoryEncoding.Hashing)
        {
            scenario.RefuseMember(
                "pipeline.hashBits", "\"hashBits\" only with hashed categories", "Set \"categories\": \"hashing\", or remove it.",
                "pipeline.categories");
        }
    }

    /// <summary>What fills the frame matters only when something empties it.</summary>
    public static void FillIsUsed(ScenarioView scenario)
    {
        if (scenario.IsTable || scenario.Options.Pipeline.Augment is not { } augment)
        {
            return;
        }

        bool isEmptied = augment is not { Rotation: 0, WidthShift: 0, HeightShift: 0, Zoom: 0, Shear: 0, RandomCrop: 0 };
        if (scenario.Given("pipeline.augment.fillMode") is not null && !isEmptied)
        {
            scenario.RefuseMember(
                "pipeline.augment.fillMode", "\"fillMode\" only where the image moves",
                "Set rotation, a shift, zoom, shear or randomCrop, or remove it.",
                "pipeline.augment.rotation", "pipeline.augment.widthShift", "pipeline.augment.heightShift", "pipeline.augment.zoom",
                "pipeline.augment.shear",
                "pipeline.augment.randomCrop");
        }

        if (scenario.Given("pipeline.augment.fillValue") is not null && augment.FillMode != FillMode.Constant)
        {
            scenario.RefuseMember(
                "pipeline.augment.fillValue", "\"fillValue\" only with \"fillMode\": \"constant\"", "Set that mode, or remove it.",
                "pipeline.augment.fillMode");
        }
    }

    /// <summary>An area is for erasing.</summary>
    public static void ErasingAreaIsUsed(ScenarioView scenario)
    {
        if (scenario.Options.Pipeline.Augment is { Erasing: 0 } && scenario.Given("pipeline.augment.erasingArea") is not null)
        {
            scenario.RefuseMember(
                "pipeline.augment.erasingArea", "\"erasingArea\" only with \"erasing\" above 0",
                "Set a probability such as \"erasing\": 0.5, or remove it.",
                "pipeline.augment.erasing");
        }
    }

    /// <summary>A logistic model reads its training samples once, so nothing can be drawn anew in every epoch.</summary>
    public static void AugmentationHasANetwork(ScenarioView scenario)
    {
        if (!scenario.IsTable && scenario.Options.Pipeline.Augment is not null && scenario.Options.Model is TransferOptions)
        {
            scenario.RefuseMember(
                "pipeline.augment", "no augmentation for transfer, whose backbone sees every image once",
                "Remove it (in a variant: \"augment\": null), or use \"mlp\" or \"cnn\".", "model.type");
        }

        if (!scenario.IsTable && scenario.Options.Pipeline.Augment is not null && scenario.Options.Model is LogisticRegressionOptions)
        {
            scenario.RefuseMember(
                "pipeline.augment", "augmentation only for networks",
                "Remove it (in a variant: \"augment\": null), or use \"mlp\" or \"cnn\".", "model.type");
        }
    }

    /// <summary>A test path that is the training path reproduces no skew.</summary>
    public static void TestPathDiffers(ScenarioView scenario)
    {
        PipelineOptions pipeline = scenario.Options.Pipeline;
        if (scenario.IsTable || pipeline.Test is not { } test)
        {
            return;
        }

        if (test is { ChannelOrder: ChannelOrder.Bgr } && pipeline.Color == ColorMode.Grayscale)
        {
            scenario.Refuse(
                "pipeline.test.channelOrder", "a colour image for another order of channels", null, "Set pipeline.color to \"rgb\".",
                "pipeline.color");
        }

        if ((test.Resize ?? pipeline.Resize) == pipeline.Resize && (test.Normalization ?? pipeline.Normalization) == pipeline.Normalization
            && test.ChannelOrder is null or ChannelOrder.Rgb)
        {
            scenario.Refuse(
                "pipeline.test", "a test path that differs from training", "the same path", "Change a member, or remove \"test\".",
                "pipeline.resize", "pipeline.normalization");
        }
    }
}
