using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The sources of a configuration, listed and checked together, so that all their problems come at once.</summary>
/// <param name="Kind">The configuration's word: <c>imageFolder</c>, <c>imageList</c>, <c>idx</c>, <c>syntheticImages</c>.</param>
/// <param name="Train">The training source.</param>
/// <param name="Test">The test source, or null when the test set is split off.</param>
/// <param name="Classes">The classes.</param>
internal sealed record ImageListings(string Kind, ImageListing Train, ImageListing? Test, ImageClasses Classes)
{
    /// <summary>Lists the sources.</summary>
    /// <param name="data">The options.</param>
    /// <param name="seeds">The trial's seeds: generated images, and the images that <c>data.classes</c> keeps, follow the stream <c>data</c>.</param>
    /// <exception cref="ProblemException">Everything that is wrong with them, before any image is decoded.</exception>
    public static ImageListings Read(ImageDataOptions data, TrialSeeds seeds)
    {
        List<Problem> problems = [];
        (string kind, ImageListing? train, ImageListing? test, bool hasTest) = data switch
        {
            ImageFolderOptions folder => ("imageFolder",
                ImageFolderSource.Read(folder.Train, "data.train", folder.AllowOutside, problems),
                folder.Test is null ? null : ImageFolderSource.Read(folder.Test, "data.test", folder.AllowOutside, problems),
                folder.Test is not null),
            ImageListOptions list => ("imageList",
                ImageListSource.Read(list.Train, "data.train", list, isTraining: true, problems),
                list.Test is null ? null : ImageListSource.Read(list.Test, "data.test", list, isTraining: false, problems),
                list.Test is not null),
            IdxOptions idx => ("idx",
                IdxSource.Read(idx.TrainImages, idx.TrainLabels, "data.train", idx.ClassNames, problems),
                ReadIdxTest(idx, problems),
                idx.TestImages is not null || idx.TestLabels is not null),
            SyntheticImagesOptions synthetic => ("syntheticImages",
                SyntheticImageSource.Read(synthetic, isTraining: true, seeds, problems),
                SyntheticImageSource.Read(synthetic, isTraining: false, seeds, problems),
                true),
            _ => throw new NotSupportedException($"Images of {data.GetType().Name}."),
        };
        AddSplitProblems(data, problems);
        ImageClasses? classes = train is null || (hasTest && test is null) ? null : ImageClasses.Resolve(train, test, data.Classes, seeds, problems);
        return problems.Count > 0
            ? throw new ProblemException(ProblemStage.Data, problems)
            : new ImageListings(kind, train!, test, classes!);
    }

    private static ImageListing? ReadIdxTest(IdxOptions idx, List<Problem> problems)
    {
        if (idx.TestImages is not null && idx.TestLabels is not null)
        {
            return IdxSource.Read(idx.TestImages, idx.TestLabels, "data.test", idx.ClassNames, problems);
        }

        if (idx.TestImages is not null || idx.TestLabels is not null)
        {
            problems.Add(new Problem("data", "data.testImages and data.testLabels together, or neither", "one of them"));
        }

        return null;
    }

    private static void AddSplitProblems(ImageDataOptions data, List<Problem> problems)
    {
        if (data.Split.Strategy is SplitStrategy.Grouped or SplitStrategy.Time && data is not ImageListOptions)
        {
            problems.Add(new Problem(
                "data.split.strategy",
                "stratified, random or kFold, because these images have no columns",
                data.Split.Strategy == SplitStrategy.Time ? "time" : "grouped",
                "List the images and their columns in a CSV file (type imageList)."));
        }
    }
}
