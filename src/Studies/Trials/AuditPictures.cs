using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>The pictures that an audit shows, each written once, in the folder of its trial.</summary>
internal sealed class AuditPictures(RunDirectory directory, TrialFolder folder) : IPictureWriter
{
    /// <summary>How the samples of a set are prepared in an audit: as they would be deployed.</summary>
    public static PreprocessingPath PathOf(SampleSet set) => set.Name == "test" ? PreprocessingPath.Deployment : PreprocessingPath.Test;

    /// <inheritdoc/>
    public string? Write(SampleSet samples, int row)
    {
        string name = ChangedPictures.FileName(samples.Name, row);
        return File.Exists(Path.Combine(folder.Pictures, name)) ? Finished(name) : Save(name, samples.Picture(row, PathOf(samples)));
    }

    /// <inheritdoc/>
    public string? Write(string name, SamplePicture? picture) => Save($"{name}.png", picture);

    private string? Save(string name, SamplePicture? picture)
    {
        if (picture is null)
        {
            return null;
        }

        string path = Path.Combine(folder.Pictures, name);
        Storage.Write(() =>
        {
            Directory.CreateDirectory(folder.Pictures);
            SamplePictureFile.WritePng(path, picture);
        }, path);
        return Finished(name);
    }

    private string Finished(string name) =>
        Path.GetRelativePath(directory.Root, Path.Combine(folder.FinishedPictures, name)).Replace(Path.DirectorySeparatorChar, '/');
}
