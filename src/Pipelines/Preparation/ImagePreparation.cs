using System.Globalization;
using Microsoft.ML;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// From images on disk to prepared samples: list the sources, decode what the cache lacks, split, fit the normalisation on training samples, and
/// put the two preprocessing paths together.
/// </summary>
internal sealed class ImagePreparation : IDisposable
{
    private readonly PipelineOptions _pipeline;
    private readonly ImageDataOptions _data;
    private readonly ImageListings _listings;
    private readonly DecodedImageCache _cache;
    private readonly string _cacheFolder;
    private readonly IProgress<DecodingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly List<DecodedImages> _opened = [];
    private string _trainFingerprint = "";
    private string _testFingerprint = "";

    private ImagePreparation(
        ScenarioOptions scenario,
        ImageDataOptions data,
        TrialSeeds seeds,
        string cacheFolder,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation)
    {
        (_pipeline, _data, _cacheFolder) = (scenario.Pipeline, data, cacheFolder);
        (_progress, _cancellation) = (progress, cancellation);
        _listings = ImageListings.Read(data, seeds);
        _cache = new DecodedImageCache(cacheFolder, TimeProvider.System);
    }

    /// <inheritdoc cref="DataPreparation.Prepare"/>
    public static PreparedData Prepare(
        ScenarioOptions scenario,
        ImageDataOptions data,
        TrialSeeds seeds,
        FoldNumber? fold,
        string cacheFolder,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation)
    {
        using ImagePreparation preparation = new(scenario, data, seeds, cacheFolder, progress, cancellation);
        return preparation.Prepare(seeds, fold, DataPreparation.NeedsSelection(scenario));
    }

    /// <summary>Closes what was opened, when no prepared data took it over.</summary>
    public void Dispose() => _opened.ForEach(images => images.Dispose());

    private PreparedImages Prepare(TrialSeeds seeds, FoldNumber? fold, bool needsSelection)
    {
        _trainFingerprint = Fingerprint(_listings.Train);
        _testFingerprint = _listings.Test is null ? "" : Fingerprint(_listings.Test);
        ImageTarget target = Target();
        DecodedImages train = Open(_listings.Train, _trainFingerprint, target);
        target = target with { Color = train.Shape.Channels == 1 ? ColorMode.Grayscale : ColorMode.Rgb };
        DecodedImages? test = _listings.Test is null ? null : Open(_listings.Test, _testFingerprint, target);
        (SampleReadability readableTrain, SampleReadability? readableTest) = CheckReadability(train, test);

        SampleAssignment assignment = SampleAssignment.Of(Request(train, readableTrain, readableTest, needsSelection, fold), seeds, _cancellation);
        SampleSplit split = assignment.Split;
        ChannelNormalizingTransformer fitted = Fit(train, split.Train);
        ImagePath trainingPath = new(train, test, fitted.Normalization, ChannelOrder.Rgb);
        ImagePath testPath = TestPath(trainingPath, target, fitted.Statistics) with { Corruption = ImageCorruption.Of(_data.Corrupt, train.Shape, seeds) };
        Dictionary<string, ImageSampleSet> sets = Sets(assignment, trainingPath, testPath);
        PreparedImages prepared = new(
            Describe(sets, assignment, train, test, readableTrain, readableTest),
            split,
            sets,
            Augmentation(sets["train"], trainingPath, seeds),
            PathsDiffer(train.Shape.Channels),
            Fitted(target, trainingPath, testPath, fitted.Statistics),
            [.. _opened]);
        _opened.Clear();
        return prepared;
    }

    private string Fingerprint(ImageListing listing) =>
        _cache.Storing(() => listing.Content.Fingerprint(new FileHashIndex(_cacheFolder, listing.Where, TimeProvider.System), _cancellation));

    private DecodedImages Open(ImageListing listing, string fingerprint, ImageTarget target)
    {
        DecodedImages images = _cache.Open(listing, fingerprint, target, _progress, _cancellation);
        _opened.Add(images);
        return images;
    }

    /// <summary>The configured size, or the one that the first readable training image has and all others must have too.</summary>
    private ImageTarget Target()
    {
        (int Width, int Height) own = _pipeline.Width is null || _pipeline.Height is null
            ? _listings.Train.Content.FirstSize() ?? (1, 1)
            : (0, 0);
        bool isOwn = _pipeline.Width is null && _pipeline.Height is null;
        return new ImageTarget(
            _pipeline.Width ?? own.Width,
            _pipeline.Height ?? own.Height,
            _pipeline.Width is null,
            _pipeline.Height is null,
            isOwn ? ResizeMode.Stretch : _pipeline.Resize,
            _pipeline.Color);
    }

    private (SampleReadability Train, SampleReadability? Test) CheckReadability(DecodedImages train, DecodedImages? test)
    {
        List<Problem> problems = [];
        SampleReadability readableTrain = SampleReadability.Of(train, _listings.Classes.KeptTrain);
        readableTrain.AddProblems(_listings.Train, _listings.Classes.Train, _listings.Classes.Names, _data.OnUnreadable, isTraining: true, problems);
        SampleReadability? readableTest = test is null ? null : SampleReadability.Of(test, _listings.Classes.KeptTest!);
        readableTest?.AddProblems(_listings.Test!, _listings.Classes.Test!, _listings.Classes.Names, _data.OnUnreadable, isTraining: false, problems);
        AugmentedClasses.AddProblems(_pipeline.Augment, _listings.Classes.Names, problems);
        return problems.Count > 0 ? throw new ProblemException(ProblemStage.Data, problems) : (readableTrain, readableTest);
    }

    private AssignmentRequest Request(
        DecodedImages train, SampleReadability readableTrain, SampleReadability? readableTest, bool needsSelection, FoldNumber? fold) => new()
        {
            Data = _data,
            Classes = _listings.Classes.Names,
            Labels = _listings.Classes.Train,
            Ids = _listings.Train.Ids,
            ContentHashes = train.ContentHashes,
            Groups = _listings.Train.Groups,
            Times = _listings.Train.Times,
            Usable = readableTrain.Readable,
            UsableTest = readableTest?.Readable,
            NeedsSelection = needsSelection,
            Fold = fold,
        };

    private ChannelNormalizingTransformer Fit(DecodedImages train, IReadOnlyList<int> rows)
    {
        MLContext context = new();
        int pixelBytes = train.Shape.Size;
        byte[] pixels = new byte[pixelBytes];
        PixelRow row = new() { Pixels = pixels };
        IDataView view = context.Data.LoadFromEnumerable(
            rows.Select(index =>
            {
                _cancellation.ThrowIfCancellationRequested();
                train.CopyPixels(index, pixels);
                return row;
            }),
            ChannelNormalizingTransformer.PixelSchema(pixelBytes));
        return new ChannelNormalizingEstimator(context, _pipeline.Normalization, pixelBytes, train.Shape.Channels).Fit(view);
    }

    private ImageAugmentation? Augmentation(ImageSampleSet train, ImagePath path, TrialSeeds seeds)
    {
        AugmentationPlan plan = new(_pipeline.Augment ?? new AugmentOptions());
        return plan.IsEmpty ? null : new ImageAugmentation(plan, AugmentedClasses.Of(_pipeline.Augment, _listings.Classes.Names), train, path, seeds);
    }

    private ImagePath TestPath(ImagePath training, ImageTarget target, ChannelStatistics statistics)
    {
        if (_pipeline.Test is not { } options)
        {
            return training;
        }

        ImagePath path = training with
        {
            Normalization = options.Normalization is { } normalization ? statistics.Normalization(normalization) : training.Normalization,
            Order = options.ChannelOrder ?? ChannelOrder.Rgb,
        };
        if (!ResizeDiffers)
        {
            return path;
        }

        ImageTarget other = target with { Resize = options.Resize!.Value };
        return path with
        {
            Train = Open(_listings.Train, _trainFingerprint, other),
            Test = _listings.Test is null ? null : Open(_listings.Test, _testFingerprint, other),
        };
    }

    private FittedImages Fitted(ImageTarget target, ImagePath training, ImagePath test, ChannelStatistics statistics)
    {
        FittedImagePath PathOf(ImagePath path, ResizeMode resize) => new()
        {
            Resize = resize,
            ChannelOrder = training.Train.Shape.Channels == 1 ? ChannelOrder.Rgb : path.Order,
            Scale = path.Normalization.Scale,
            Offset = path.Normalization.Offset,
        };
        return new FittedImages
        {
            Classes = _listings.Classes.Names,
            Height = training.Train.Shape.Height,
            Width = training.Train.Shape.Width,
            Channels = training.Train.Shape.Channels,
            HeightMustMatch = target.HeightMustMatch,
            WidthMustMatch = target.WidthMustMatch,
            Mean = statistics.Mean,
            StandardDeviation = statistics.StandardDeviation,
            Training = PathOf(training, target.Resize),
            Test = PathOf(test, ResizeDiffers ? _pipeline.Test!.Resize!.Value : target.Resize),
        };
    }

    private bool ResizeDiffers =>
        _pipeline.Test?.Resize is { } resize && resize != _pipeline.Resize && (_pipeline.Width is not null || _pipeline.Height is not null);

    private bool PathsDiffer(int channels) =>
        ResizeDiffers
        || (_pipeline.Test?.Normalization is { } normalization && normalization != _pipeline.Normalization)
        || (_pipeline.Test?.ChannelOrder == ChannelOrder.Bgr && channels == 3);

    private Dictionary<string, ImageSampleSet> Sets(SampleAssignment assignment, ImagePath trainingPath, ImagePath testPath)
    {
        SampleSplit split = assignment.Split;
        int offset = _listings.Train.Ids.Count;
        int Label(int slot) => slot < offset ? assignment.Labels[slot] : _listings.Classes.Test![slot - offset];
        string Id(int slot) => slot < offset ? _listings.Train.Ids[slot] : _listings.Test!.Ids[slot - offset];
        IReadOnlyList<int> test = split.TestIsSeparate ? [.. split.Test.Select(index => offset + index)] : split.Test;
        Dictionary<string, ImageSampleSet> sets = [];
        foreach ((string name, IReadOnlyList<int> slots) in new[]
        {
            ("train", split.Train), ("selection", split.Selection), ("validation", split.Validation), ("test", test),
        })
        {
            if (name != "selection" || slots.Count > 0)
            {
                sets.Add(name, new ImageSampleSet(name, slots, Label, Id, trainingPath, testPath)
                {
                    BeforeNoise = name == "test" || assignment.OriginalLabels is not { } original ? null : [.. slots.Select(slot => original[slot])],
                });
            }
        }

        return sets;
    }

    private DatasetDescription Describe(
        Dictionary<string, ImageSampleSet> sets,
        SampleAssignment assignment,
        DecodedImages train,
        DecodedImages? test,
        SampleReadability readableTrain,
        SampleReadability? readableTest)
    {
        int classes = _listings.Classes.Names.Count;
        return new DatasetDescription
        {
            Kind = _listings.Kind,
            Fingerprint = FileHashIndex.Combine(
            [
                _listings.Kind,
                _listings.Train.Content.ForResults(_trainFingerprint),
                _listings.Test?.Content.ForResults(_testFingerprint) ?? "",
                .. assignment.ExcludeHash is { } hash ? [hash] : Array.Empty<string>(),
            ]),
            Classes = _listings.Classes.Names,
            Shape = train.Shape,
            Counts = sets.ToDictionary(
                set => set.Key,
                IReadOnlyList<int> (set) => [.. Enumerable.Range(0, classes).Select(index => set.Value.Labels.Count(label => label == index))]),
            Unreadable = [.. readableTrain.Named(_listings.Train), .. readableTest?.Named(_listings.Test!) ?? []],
            Notes = [.. assignment.Notes, .. Notes(train, test, readableTrain, readableTest)],
        };
    }

    private IEnumerable<string> Notes(DecodedImages train, DecodedImages? test, SampleReadability readableTrain, SampleReadability? readableTest)
    {
        foreach (string note in _listings.Train.Notes.Concat(_listings.Test?.Notes ?? []).Concat(_listings.Classes.Notes).Concat(_cache.Notes))
        {
            yield return note;
        }

        if (test is not null)
        {
            HashSet<ulong> known = [.. readableTrain.Readable.Select(index => train.ContentHashes[index])];
            int copies = readableTest!.Readable.Count(index => known.Contains(test.ContentHashes[index]));
            if (copies > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{copies} of {readableTest.Readable.Count} test images are identical to a training image.");
            }
        }

        if (_data.Corrupt is { } corrupt && ImageCorruption.Of(corrupt, train.Shape, new TrialSeeds(0, 0, [])) is null)
        {
            yield return "data.corrupt has no effect: none of its members changes anything.";
        }

        if (_pipeline.Test?.Resize is not null && _pipeline.Width is null && _pipeline.Height is null)
        {
            yield return "pipeline.test.resize has no effect: images keep their own size.";
        }

        if (_pipeline.Test?.ChannelOrder == ChannelOrder.Bgr && train.Shape.Channels == 1)
        {
            yield return "pipeline.test.channelOrder has no effect: the images are grey.";
        }
    }
}
