using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>Where the samples come from. <c>type</c> selects the kind of source.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ImageFolderOptions), "imageFolder")]
[JsonDerivedType(typeof(ImageListOptions), "imageList")]
[JsonDerivedType(typeof(IdxOptions), "idx")]
[JsonDerivedType(typeof(TableOptions), "table")]
[JsonDerivedType(typeof(SyntheticOptions), "synthetic")]
[JsonDerivedType(typeof(SyntheticImagesOptions), "syntheticImages")]
public abstract record DataOptions
{
    /// <summary>
    /// The classes that are used, and the share of each class's samples that is kept, in training and test alike: <c>{ "shirt": 0.25, "t-shirt": 1 }</c>. Classes
    /// that are not named are left out. Absent: all of all. Which samples are kept follows the stream <c>data</c>. With IDX data the label's number names a class too.
    /// </summary>
    [ElementRange(0.0001, 1)]
    public IReadOnlyDictionary<string, double>? Classes { get; init; }

    /// <summary>
    /// The number of training samples that are used, after validation and test samples are taken off, in the class shares of the whole. A smaller number
    /// takes a part of what a larger one takes. Absent: all.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? TrainSize { get; init; }

    /// <summary>Wrong labels that are planted in the training source (training, selection and validation samples); a given test set keeps its labels. Absent: none.</summary>
    public LabelNoiseOptions? LabelNoise { get; init; }

    /// <summary>
    /// A CSV file with a column <c>id</c> that lists samples of the training source to leave out of training and selection, such as the suspects that <c>--write-suspects</c>
    /// writes. Samples that are held out for validation or test stay there, so that variants are measured on the same rows.
    /// </summary>
    [DataPath(DataPathKind.File)]
    public string? Exclude { get; init; }

    /// <summary>How test, validation and selection samples are held out.</summary>
    public SplitOptions Split { get; init; } = new();
}

/// <summary>A source of images.</summary>
public abstract record ImageDataOptions : DataOptions
{
    /// <summary>What happens when an image cannot be read: stop with the list of all of them, or leave them out and list them in the report.</summary>
    public UnreadableSampleAction OnUnreadable { get; init; } = UnreadableSampleAction.Stop;

    /// <summary>What is done to test images, as a cheap camera or a lossy upload would. It is a change of the data, not of the test path: it counts as shift. Absent: nothing.</summary>
    public CorruptOptions? Corrupt { get; init; }
}

/// <summary>What happens to a study when samples cannot be read.</summary>
public enum UnreadableSampleAction
{
    /// <summary>The study stops before training and lists every unreadable sample.</summary>
    Stop,

    /// <summary>Unreadable samples are left out; the report lists them.</summary>
    Skip,
}

/// <summary>A folder with one sub-folder per class; PNG, JPEG, BMP, GIF (first frame) or WebP files at any depth inside.</summary>
public sealed record ImageFolderOptions : ImageDataOptions
{
    /// <summary>The folder with the training images.</summary>
    [DataPath(DataPathKind.Folder)]
    public required string Train { get; init; }

    /// <summary>The folder with the test images. Without it, a test set is split off the training images.</summary>
    [DataPath(DataPathKind.Folder)]
    public string? Test { get; init; }

    /// <summary>
    /// Whether links in the folders may lead out of them. Without it such links are refused, because a folder that somebody else made could otherwise bring any image of this machine into a
    /// report. The folders named here may be links themselves.
    /// </summary>
    public bool AllowOutside { get; init; }
}

/// <summary>A CSV file with a header that lists image files and their labels. Image paths are relative to the CSV file's folder.</summary>
public sealed record ImageListOptions : ImageDataOptions
{
    /// <summary>The CSV file with the training images.</summary>
    [DataPath(DataPathKind.File)]
    public required string Train { get; init; }

    /// <summary>The CSV file with the test images. Without it, a test set is split off the training images.</summary>
    [DataPath(DataPathKind.File)]
    public string? Test { get; init; }

    /// <summary>The column that holds the image's path.</summary>
    public string PathColumn { get; init; } = "path";

    /// <summary>The column that holds the class.</summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>
    /// Whether the list may name images outside of its own folder: by an absolute path, by <c>..</c> or through a link. Without it such rows are refused, because a list that somebody else made
    /// could otherwise bring any image of this machine into a report.
    /// </summary>
    public bool AllowOutside { get; init; }
}

/// <summary>MNIST-style IDX files, plain or compressed with gzip: unsigned bytes, images (count, height, width) and labels (count).</summary>
public sealed record IdxOptions : ImageDataOptions
{
    /// <summary>The training images.</summary>
    [DataPath(DataPathKind.File)]
    public required string TrainImages { get; init; }

    /// <summary>The training labels.</summary>
    [DataPath(DataPathKind.File)]
    public required string TrainLabels { get; init; }

    /// <summary>The test images. Without them, a test set is split off the training images.</summary>
    [DataPath(DataPathKind.File)]
    public string? TestImages { get; init; }

    /// <summary>The test labels.</summary>
    [DataPath(DataPathKind.File)]
    public string? TestLabels { get; init; }

    /// <summary>
    /// Names for the labels 0, 1, 2, ... Without them the classes are called by their number. With them too, an option that names a class (<c>data.classes</c>,
    /// <c>data.labelNoise.pairs</c>, <c>pipeline.augment.classes</c>, <c>training.classWeights</c>) may write the label's number instead, such as "0"; where a name
    /// looks like a number, the name counts.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
}

/// <summary>A table with a header: CSV (comma), TSV (tab) or Parquet, told apart by the file's extension.</summary>
public sealed record TableOptions : DataOptions
{
    /// <summary>The training table.</summary>
    [DataPath(DataPathKind.File)]
    public required string Train { get; init; }

    /// <summary>The test table, with the same columns. Without it, a test set is split off the training table.</summary>
    [DataPath(DataPathKind.File)]
    public string? Test { get; init; }

    /// <summary>The column to predict.</summary>
    public required string Label { get; init; }

    /// <summary>The texts that stand for a missing value. An empty cell always does.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?"];

    /// <summary>Kinds of columns where the inferred one is wrong: column name → kind.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Columns { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>The field separator of a CSV or TSV file, one character. By default a comma, or a tab for <c>.tsv</c>.</summary>
    [Length(1, 1)]
    public string? Separator { get; init; }
}

/// <summary>What a table's column holds.</summary>
public enum ColumnKind
{
    /// <summary>A number. Inferred when every value that is not missing is a number.</summary>
    Numeric,

    /// <summary>
    /// One of a set of texts. Inferred when some value is not a number; a column of 20 values or more of which nine in ten are numbers has to be
    /// declared, because the others are more likely mistakes.
    /// </summary>
    Categorical,

    /// <summary>Not a feature: identifiers, comments, the column that groups or orders a split.</summary>
    Ignore,
}
