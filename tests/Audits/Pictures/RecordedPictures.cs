using MlPipelines.Audits;
using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Audits;

/// <summary>Keeps the pictures that an audit writes.</summary>
internal sealed class RecordedPictures : IPictureWriter
{
    public Dictionary<string, SamplePicture> Pictures { get; } = [];

    public string? Write(SampleSet samples, int row) =>
        Write(FormattableString.Invariant($"{samples.Name}-{row}"), samples.Picture(row, samples.Name == "test" ? PreprocessingPath.Deployment : PreprocessingPath.Test));

    public string? Write(string name, SamplePicture? picture)
    {
        if (picture is null)
        {
            return null;
        }

        Pictures[name] = picture;
        return $"pictures/{name}.png";
    }
}
