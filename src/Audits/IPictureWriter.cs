using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Where the pictures of an audit go.</summary>
public interface IPictureWriter
{
    /// <summary>Writes the picture of a row of a set, as deployed for a test sample and as prepared on the test path for any other; once, however often it is asked for.</summary>
    /// <returns>Its path relative to the run directory, with forward slashes; null where the row has no picture.</returns>
    string? Write(SampleSet samples, int row);

    /// <summary>Writes a picture under a name of its own.</summary>
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="picture">The picture; null where there is none.</param>
    /// <returns>Its path relative to the run directory; null without a picture.</returns>
    string? Write(string name, SamplePicture? picture);
}
