namespace MlPipelines.Configuration;

/// <summary>Checks of <c>data</c> apart from its split.</summary>
internal static class SourceChecks
{
    /// <summary>A model is not tested on what it was trained on.</summary>
    public static void TestIsNotTrain(ScenarioView scenario)
    {
        (string Train, string? Test, string TrainPath, string TestPath) = scenario.Options.Data switch
        {
            ImageFolderOptions data => (data.Train, data.Test, "data.train", "data.test"),
            ImageListOptions data => (data.Train, data.Test, "data.train", "data.test"),
            TableOptions data => (data.Train, data.Test, "data.train", "data.test"),
            IdxOptions data => (data.TrainImages, data.TestImages, "data.trainImages", "data.testImages"),
            _ => ("", null, "data", "data"),
        };
        bool isInside = scenario.Options.Data is ImageFolderOptions && (IsInside(Test, Train) || IsInside(Train, Test));
        if (Test is not null && (Test == Train || isInside))
        {
            scenario.Refuse(
                TestPath,
                isInside ? "a folder beside that of the training images" : "other samples than those of training",
                null,
                "Leave it out to split a test set off the training samples.",
                TrainPath);
        }
    }

    /// <summary>Images without labels test nothing.</summary>
    public static void IdxFilesComeInPairs(ScenarioView scenario)
    {
        if (scenario.Options.Data is not IdxOptions data)
        {
            return;
        }

        if (data is { TestImages: not null, TestLabels: null })
        {
            scenario.Refuse("data.testLabels", "the labels of testImages", null, "Give both or neither.", "data.testImages");
        }
        else if (data is { TestImages: null, TestLabels: not null })
        {
            scenario.Refuse("data.testImages", "the images of testLabels", null, "Give both or neither.", "data.testLabels");
        }

        if (data.TrainImages is not null && data.TrainImages == data.TrainLabels)
        {
            scenario.Refuse("data.trainLabels", "another file than trainImages", null, null, "data.trainImages");
        }
    }

    /// <summary>Two classes of one name could not be told apart in any result.</summary>
    public static void ClassNamesDiffer(ScenarioView scenario)
    {
        if (scenario.Options.Data is not IdxOptions { ClassNames: { } names })
        {
            return;
        }

        if (names.Count < 2)
        {
            scenario.Refuse("data.classNames", "at least two names", FormattableString.Invariant($"{names.Count}"), null);
        }

        if (names.FirstOrDefault(string.IsNullOrWhiteSpace) is { } empty)
        {
            scenario.Refuse("data.classNames", "names that are not empty", Quoted.Text(empty), null);
        }

        if (Repeated(names) is { } name)
        {
            scenario.Refuse("data.classNames", "every name once", $"{Quoted.Text(name)} again", null);
        }
    }

    /// <summary>The path of an image is not its class.</summary>
    public static void ImageListColumnsDiffer(ScenarioView scenario)
    {
        if (scenario.Options.Data is ImageListOptions data && data.PathColumn == data.LabelColumn)
        {
            string path = scenario.Given("data.labelColumn") is null ? "data.pathColumn" : "data.labelColumn";
            scenario.Refuse(path, "two different columns for path and label", null, null, "data.pathColumn", "data.labelColumn");
        }
    }

    /// <summary>The label's kind is not a matter of choice.</summary>
    public static void LabelIsNoFeature(ScenarioView scenario)
    {
        if (scenario.Options.Data is TableOptions data && data.Label is not null && data.Columns.ContainsKey(data.Label))
        {
            scenario.Refuse(
                "data.columns", "columns other than the label", Quoted.Text(data.Label), "The label is always a category; remove it here.",
                "data.label");
        }
    }

    /// <summary>A separator separates, and only text tables have one.</summary>
    public static void SeparatorIsUsable(ScenarioView scenario)
    {
        if (scenario.Options.Data is not TableOptions { Separator: { } separator } data)
        {
            return;
        }

        if (separator is "\"" or "\n" or "\r" or "." || char.IsLetterOrDigit(separator[0]))
        {
            scenario.Refuse("data.separator", "a character that stands in no value, such as \";\"", null, null);
        }

        if (data.Train is not null && Path.GetExtension(data.Train).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            scenario.RefuseMember("data.separator", "no separator for a Parquet file", "Remove it.", "data.train");
        }
    }

    /// <summary>The first element that occurs twice, or null.</summary>
    internal static string? Repeated(IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }

    private static bool IsInside(string? inner, string? outer) =>
        inner is not null && outer is not null
        && inner.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && Path.TrimEndingDirectorySeparator(inner) != Path.TrimEndingDirectorySeparator(outer);
}
