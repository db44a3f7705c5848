using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>The pictures that an audit shows, each written once.</summary>
internal sealed class AuditPictures(RunDirectory directory, TrialFolder folder)
{
    /// <summary>How the samples of a set are prepared in an audit: as they would be deployed.</summary>
    public static PreprocessingPath PathOf(SampleSet set) => set.Name == "test" ? PreprocessingPath.Deployment : PreprocessingPath.Test;

    /// <summary>Writes the picture of a row.</summary>
    /// <returns>Its path in the finished trial's folder, relative to the run directory, with forward slashes; null where the row has no picture.</returns>
    public string? Write(SampleSet set, int row)
    {
        string name = ChangedPictures.FileName(set.Name, row);
        string path = Path.Combine(folder.Pictures, name);
        if (!File.Exists(path))
        {
            if (set.Picture(row, PathOf(set)) is not { } picture)
            {
                return null;
            }

            Storage.Write(() =>
            {
                Directory.CreateDirectory(folder.Pictures);
                SamplePictureFile.WritePng(path, picture);
            }, path);
        }

        return Path.GetRelativePath(directory.Root, Path.Combine(folder.FinishedPictures, name)).Replace(Path.DirectorySeparatorChar, '/');
    }
}
