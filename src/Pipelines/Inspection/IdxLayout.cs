using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>IDX files in a folder, told apart by MNIST's names: <c>train-images-idx3-ubyte.gz</c>, <c>t10k-labels-idx1-ubyte.gz</c>.</summary>
internal static class IdxLayout
{
    /// <summary>Whether a file is named as an IDX file.</summary>
    public static bool IsNamedSo(string file) => Path.GetFileName(file).Contains("idx", StringComparison.OrdinalIgnoreCase);

    /// <summary>The options that read the files; null where none is an IDX file.</summary>
    /// <exception cref="ProblemException">There are IDX files, but not one of images and one of labels for training.</exception>
    public static IdxOptions? Of(string[] files)
    {
        string[] named = [.. files.Where(IsNamedSo)];
        if (named.Length == 0)
        {
            return null;
        }

        string? trainImages = Single(named, "images", isTest: false);
        string? trainLabels = Single(named, "labels", isTest: false);
        string? testImages = Single(named, "images", isTest: true);
        string? testLabels = Single(named, "labels", isTest: true);
        return trainImages is not null && trainLabels is not null && testImages is null == testLabels is null
            ? new IdxOptions { TrainImages = trainImages, TrainLabels = trainLabels, TestImages = testImages, TestLabels = testLabels }
            : throw new ProblemException(ProblemStage.Configuration, new Problem(
                $"--images ({Path.GetDirectoryName(named[0])})",
                "one IDX file of images and one of labels for training, and both or none for test",
                string.Join(", ", named.Select(Path.GetFileName)),
                "Name them as MNIST does: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte."));
    }

    private static string? Single(string[] files, string content, bool isTest)
    {
        string[] found =
        [
            .. files.Where(file => Path.GetFileName(file).Contains(content, StringComparison.OrdinalIgnoreCase) && IsOfTest(file) == isTest),
        ];
        return found is [string only] ? only : null;
    }

    private static bool IsOfTest(string file) =>
        Path.GetFileName(file) is string name
        && (name.Contains("t10k", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase));
}
