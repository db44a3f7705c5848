using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public sealed class ProbePageTests
{
    [Fact]
    public void Sentence_Augmented_NamesAugmentationAndAllSpreads()
    {
        // Over augmentations sqrt((0.245 + 0) / 2) = 0.35; over repeats 0.1 / sqrt 2 = 0.0707.
        Assert.Equal(
            "What makes predictions of this image differ most is augmentation: the probability of the predicted class varies not at all between the training and the test path "
            + "(the same tensors, to the last bit), by 35.0 points over augmentations of an image, and by 7.1 points over repeats (standard deviations).",
            ProbeSentence.Of(ProbeSamples.Augmented));
        Assert.Equal("Augmentation moves the predictions of this image most", ProbeSentence.Headline(ProbeSamples.Augmented));
    }

    [Fact]
    public void Sentence_Skewed_SaysWhatDiffers()
    {
        Assert.StartsWith(
            "What makes predictions of this image differ most is whether they are prepared as in training or as in test (scaled by 0.0039): ",
            ProbeSentence.Of(ProbeSamples.Skewed), StringComparison.Ordinal);
        Assert.Contains("by an unknown amount over augmentations (none is configured, or none was asked for)", ProbeSentence.Of(ProbeSamples.Skewed), StringComparison.Ordinal);
        Assert.Equal("The preprocessing path moves the predictions of this image most", ProbeSentence.Headline(ProbeSamples.Skewed));
    }

    [Fact]
    public void Sentence_TwoSpreadsAboutEqual_NamesBoth()
    {
        ProbedVariant variant = ProbeSamples.Augmented.Variants[0];
        ProbeResult close = ProbeSamples.Augmented with { Variants = [variant with { Spread = variant.Spread with { Repeats = 0.3 } }] };
        Assert.Equal("Augmentation and the seed of the training move the predictions of this image about equally", ProbeSentence.Headline(close));
        Assert.StartsWith(
            "What makes predictions of this image differ most is augmentation, and about as much which repeat trained the model: ", ProbeSentence.Of(close), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_TwoVariants_IsOfTheOneThatMovesMost()
    {
        ProbeResult both = ProbeSamples.Still with { Variants = [ProbeSamples.Still.Variants[0], ProbeSamples.Augmented.Variants[0] with { Name = "large" }] };
        Assert.Equal("Augmentation moves the predictions of this image by the variant large most", ProbeSentence.Headline(both));
        Assert.StartsWith("What makes predictions of this image by the variant large differ most is augmentation: ", ProbeSentence.Of(both), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_NothingMoves_SaysSo()
    {
        Assert.StartsWith("Predictions of this image hardly differ: ", ProbeSentence.Of(ProbeSamples.Still), StringComparison.Ordinal);
        Assert.Contains("by an unknown amount over repeats (there is one model only)", ProbeSentence.Of(ProbeSamples.Lonely), StringComparison.Ordinal);
        Assert.Equal("Predictions of this image hardly differ", ProbeSentence.Headline(ProbeSamples.Lonely));
    }

    [Fact]
    public async Task Page_NamesFromData_AreTextAndNothingIsLoaded()
    {
        string page = await ProbeWriter.RenderAsync(ProbeSamples.Augmented);
        IDocument document = new HtmlParser().ParseDocument(page);

        Assert.Empty(document.Scripts);
        Assert.Equal("in/<script>alert(1)</script>.png", document.QuerySelector("#image-1 h2")!.TextContent.Trim());
        Assert.StartsWith("<b>cat</b>", document.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        Assert.All(document.Images, image => Assert.StartsWith("data:image/png;base64,", image.Source, StringComparison.Ordinal));
        Assert.Equal(4, document.Images.Length);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Equal(ProbeSentence.Of(ProbeSamples.Augmented), document.QuerySelector("#sentence")!.TextContent);
    }

    [Fact]
    public async Task Page_Augmented_ShowsPicturesRepeatsAndTensors()
    {
        IDocument document = new HtmlParser().ParseDocument(await ProbeWriter.RenderAsync(ProbeSamples.Augmented));
        string[] pictures = [.. document.QuerySelectorAll("#image-1 .seen li").Select(item => string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

        // Means over the two repeats; the second augmentation is a dog to the ensemble.
        Assert.Equal(["training path <b>cat</b> 75%", "test path <b>cat</b> 75%", "augmentation 1 <b>cat</b> 75%", "augmentation 2 dog 60%"], pictures);
        Assert.Equal(["augmentation 2"], document.QuerySelectorAll(".seen .other .what").Select(item => item.TextContent));
        string text = document.QuerySelector("#image-1")!.TextContent;
        Assert.Contains("Through both paths the model receives the same tensor, equal to the last bit.", text, StringComparison.Ordinal);
        Assert.Contains("40 x 30 pixels; the model sees 28 x 28. It is coloured; the model sees its luma.", text, StringComparison.Ordinal);
        Assert.Contains("dog 1 of 2", text, StringComparison.Ordinal);
        Assert.Contains("20.0% to 90.0%", text, StringComparison.Ordinal);
        Assert.Contains(new string('a', 16), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Skewed_SaysThatTensorsDiffer()
    {
        string page = await ProbeWriter.RenderAsync(ProbeSamples.Skewed);
        Assert.Contains("The two paths give different tensors: scaled by 0.0039. Values differ by 1.25 standard deviations on average.", page, StringComparison.Ordinal);
    }
}
