using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Chooses a scenario for images: the largest size whose quick run stays short, a network that fits it, and the questions to begin with.</summary>
internal static class ImageScenario
{
    /// <summary>What a first run may take on two cores. Chosen here: short enough to wait for.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>The least repeats that can show a difference of two variants (the repeats' documentation says why).</summary>
    private const int Repeats = 6;
    private const int Trials = 2 * Repeats;
    private const int MostEpochs = 40;
    private const int FewImages = 2000;
    private const int FewestPerClass = 100;
    private static readonly int[] s_trainSizes = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
    private static readonly string[] s_sets = ["train", "training", "test", "testing", "val", "valid", "validation"];

    /// <summary>Chooses.</summary>
    /// <param name="layout">Where the images lie.</param>
    /// <param name="images">What they are, training source and test source.</param>
    /// <param name="splitColumn">What a column of an image list suggests for the split, or null.</param>
    /// <param name="paths">How paths are written.</param>
    public static ScenarioDraft Of(ImageLayout layout, (ImageInspection Train, ImageInspection? Test) images, SplitColumns? splitColumn, ConfigurationPaths paths)
    {
        ClassCounts classes = new(images.Train.Classes, "images");
        int channels = images.Train.Grey == images.Train.Readable ? 1 : 3;
        (int all, int validation, int test) = HeldOutShares.Of(classes.Samples, images.Test?.Count);
        if (images.Train.Readable == 0)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(paths.Shown(layout.Data), "images that can be read", $"{images.Train.Count} files of which none can"));
        }

        IReadOnlyList<ImageSize> sizes = ImageSize.Candidates(images.Train);
        ImageSize size = sizes.FirstOrDefault(candidate => CostOf(candidate, all).Total <= s_longest) ?? sizes[^1];
        int training = Affordable(all, Math.Max(1000, FewestPerClass * classes.Kept.Count), count => CostOf(size, count).Total <= s_longest);
        RunCost cost = CostOf(size, training);
        TrainingLengthChoice length = TrainingLengthChoice.For(training, MostEpochs);
        ProposedNetwork network = ProposedNetwork.For(size.Width, size.Height, channels);
        CommentedObject data = DataOf(layout.Data, classes, images, splitColumn, paths, test);
        if (training < all)
        {
            data.Add("trainSize", training, string.Create(
                CultureInfo.InvariantCulture,
                $"Of about {all:N0} training images, so that a run takes about {RunCost.Text(cost.Total)}; \"mlpipelines run --size full\" trains on all, about {RunCost.Text(CostOf(size, all).Total)}."));
        }

        CommentedObject scenario = new CommentedObject()
            .Add("description", $"How well are {Words(classes)} told apart, and do shifted and turned images help?")
            .Add("data", data)
            .Add("pipeline", PipelineOf(size, channels, images.Train, cost))
            .Add("model", network.ToModel(training < FewImages ? 0.3 : 0))
            .Add("training", TrainingOf(length, training, classes))
            .Add("repeats", Repeats, $"Each variant is trained so often, with other seeds: {Repeats} are the least that can show a difference between two variants. "
                + $"{Trials} trainings take about {RunCost.Text(cost.Total)} on two cores, by a count of operations.")
            .Add("variants", Variants());
        if (training < all)
        {
            scenario.Add("full", new JsonObject { ["data"] = new JsonObject { ["trainSize"] = null } }, "What \"--size full\" changes.");
        }

        return new ScenarioDraft(scenario, Found(layout, classes, images), [.. Odd(layout, classes, images, size)], cost);

        RunCost CostOf(ImageSize candidate, int samples)
        {
            TrainingLengthChoice chosen = TrainingLengthChoice.For(samples, MostEpochs);
            return RunCost.OfNetwork(
                ProposedNetwork.For(candidate.Width, candidate.Height, channels).Multiplications, samples, validation + test, chosen.Epochs, chosen.Batch, Trials);
        }
    }

    /// <summary>All samples, or the largest of 1, 2, 5, 10, ... thousands that is affordable, and the least number where none is.</summary>
    private static int Affordable(int all, int least, Func<int, bool> isAffordable)
    {
        if (isAffordable(all))
        {
            return all;
        }

        int[] steps = [.. s_trainSizes.Where(count => count >= least && count < all)];
        return steps.LastOrDefault(isAffordable) is > 0 and int found ? found : Math.Min(all, least);
    }

    private static CommentedObject DataOf(
        ImageDataOptions options, ClassCounts classes, (ImageInspection Train, ImageInspection? Test) images, SplitColumns? splitColumn, ConfigurationPaths paths, int test)
    {
        CommentedObject data = new();
        switch (options)
        {
            case ImageFolderOptions folder:
                data.Add("type", "imageFolder", "A sub-folder per class.").Add("train", paths.Relative(folder.Train));
                AddTest(data, "test", folder.Test, paths);
                break;
            case ImageListOptions list:
                data.Add("type", "imageList", "A CSV file with a row per image.").Add("train", paths.Relative(list.Train));
                AddTest(data, "test", list.Test, paths);
                data.Add("pathColumn", list.PathColumn).Add("labelColumn", list.LabelColumn);
                break;
            case IdxOptions idx:
                data.Add("type", "idx", "IDX files as of MNIST. \"classNames\": [...] would name the labels 0, 1, 2, ...")
                    .Add("trainImages", paths.Relative(idx.TrainImages)).Add("trainLabels", paths.Relative(idx.TrainLabels));
                AddTest(data, "testImages", idx.TestImages, paths);
                AddTest(data, "testLabels", idx.TestLabels, paths);
                break;
            default:
                throw new NotSupportedException($"Images of {options.GetType().Name}.");
        }

        if (classes.HasTiny)
        {
            data.Add("classes", classes.KeptShares, $"The share of each class that is used. Left out, because fewer than {ClassCounts.Fewest} images cannot be divided: {classes.Tiny}.");
        }

        if (options is not IdxOptions)
        {
            data.Add("onUnreadable", "skip", "Images that cannot be read are left out and listed in the report; \"stop\" would end the run with the list.");
        }

        SplitColumns.AddTo(data, splitColumn, images.Test is null, test);
        return data;
    }

    private static void AddTest(CommentedObject data, string name, string? path, ConfigurationPaths paths)
    {
        if (path is not null)
        {
            data.Add(name, paths.Relative(path));
        }
    }

    private static CommentedObject PipelineOf(ImageSize size, int channels, ImageInspection images, RunCost cost)
    {
        string why = size.Resize is null && images.Sizes.Count == 1 && images.Sizes[0].Width == size.Width
            ? size.Why
            : string.Create(CultureInfo.InvariantCulture, $"{size.Why}; {size.Width}x{size.Height} keeps a run at about {RunCost.Text(cost.Total)} on two cores. Larger sees more and takes longer.");
        CommentedObject pipeline = new CommentedObject().Add("width", size.Width, why).Add("height", size.Height);
        if (size.Resize is { } resize)
        {
            pipeline.Add("resize", resize == ResizeMode.Crop ? "crop" : "pad", size.WhyResize);
        }

        return channels == 1
            ? pipeline.Add("color", "grayscale", "Every image is stored in grey.")
            : pipeline.Add("color", "rgb", images.Grey == 0
                ? "Every image is stored in colour. If colour says nothing about the class, \"grayscale\" is faster and steadier."
                : string.Create(CultureInfo.InvariantCulture, $"{images.Grey:N0} of {images.Readable:N0} images are stored in grey; as colour images they are grey still."));
    }

    private static CommentedObject TrainingOf(TrainingLengthChoice length, int samples, ClassCounts classes)
    {
        CommentedObject training = length.ToTraining(samples);
        return classes.IsUnbalanced ? training.Suggest("classWeighting", "balanced", "Classes are unbalanced: try this as a variant.") : training;
    }

    private static CommentedObject Variants() => new CommentedObject()
        .Add(
            "augmented",
            new JsonObject
            {
                ["pipeline"] = new JsonObject { ["augment"] = new JsonObject { ["widthShift"] = 0.1, ["heightShift"] = 0.1, ["rotation"] = 10, ["zoom"] = 0.1 } },
            },
            "The same with training images that are shifted, turned and scaled a little, anew in every epoch. Add \"horizontalFlip\": true where a mirrored image keeps its class (not for digits or text).");

    private static string Words(ClassCounts classes) => classes.Kept.Count <= 4
        ? string.Join(", ", classes.Kept.SkipLast(1).Select(entry => entry.Name)) + " and " + classes.Kept[^1].Name
        : string.Create(CultureInfo.InvariantCulture, $"the {classes.Kept.Count} classes");

    private static List<string> Found(ImageLayout layout, ClassCounts classes, (ImageInspection Train, ImageInspection? Test) images)
    {
        string what = images.Test is null ? "images" : "training images";
        List<string> found = [string.Create(CultureInfo.InvariantCulture, $"{images.Train.Count:N0} {what} of {classes.Count} classes: {classes.Listed}.")];
        if (images.Test is { } test)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{test.Count:N0} test images: {new ClassCounts(test.Classes.Where(entry => entry.Count > 0), "images").Listed}."));
        }

        ImageInspection train = images.Train;
        (int Width, int Height, int Count)[] ordered = [.. train.Sizes.OrderBy(size => (long)size.Width * size.Height)];
        string sizes = train.Sizes.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"all {train.Sizes[0].Width}x{train.Sizes[0].Height}")
            : string.Create(CultureInfo.InvariantCulture, $"{train.Sizes.Count} sizes from {ordered[0].Width}x{ordered[0].Height} to {ordered[^1].Width}x{ordered[^1].Height}");
        string formats = train.Formats.Count == 0 ? "IDX" : string.Join(", ", train.Formats.Select(format => string.Create(CultureInfo.InvariantCulture, $"{format.Format} {format.Count:N0}")));
        string colour = train.Grey == train.Readable ? "grey" : train.Grey == 0 ? "colour" : string.Create(CultureInfo.InvariantCulture, $"{train.Readable - train.Grey:N0} in colour, {train.Grey:N0} in grey");
        found.Add($"{formats}; {sizes}; {colour}.");
        found.AddRange(layout.Notes);
        return found;
    }

    private static IEnumerable<string> Odd(ImageLayout layout, ClassCounts classes, (ImageInspection Train, ImageInspection? Test) images, ImageSize size)
    {
        foreach (string sentence in classes.Odd())
        {
            yield return sentence;
        }

        ImageInspection train = images.Train;
        int smaller = train.Sizes.Where(seen => seen.Width < size.Width && seen.Height < size.Height).Sum(seen => seen.Count);
        if (smaller > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{smaller:N0} images are smaller than {size.Width}x{size.Height} and will be enlarged.");
        }

        if (train.Grey > 0 && train.Grey < train.Readable)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Grey and colour are mixed ({train.Grey:N0} and {train.Readable - train.Grey:N0}): where that goes with the class, the network learns the camera.");
        }

        if (train.Transparent > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{train.Transparent:N0} images may be transparent; they are laid over black.");
        }

        if (layout.Data is ImageFolderOptions && train.Classes.Count > 1 && train.Classes.All(entry => s_sets.Contains(entry.Name.ToLowerInvariant())))
        {
            yield return "The classes are named like sets of a split: point --images at the folder whose sub-folders are classes.";
        }
    }
}
