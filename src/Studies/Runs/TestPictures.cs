using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Pictures of a run's test samples as its model saw them, drawn anew from the data that the run names.</summary>
public static class TestPictures
{
    /// <summary>Draws them. Data that are gone or changed, and tables, give none; the note says so where pictures could be expected.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="rows">The test rows.</param>
    /// <param name="cancellation">Checked while the data are read.</param>
    /// <returns>Row → PNG file, and why there are none.</returns>
    public static (IReadOnlyDictionary<int, byte[]> Pictures, string? Note) Draw(RunDirectory directory, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        Dictionary<int, byte[]> pictures = [];
        if (rows.Count == 0)
        {
            return (pictures, null);
        }

        try
        {
            PreparedStudy planned = PreparedStudy.Read(directory.Dataset);
            if (!planned.Description.Shape.IsImage)
            {
                return (pictures, null);
            }

            ScenarioOptions options = StudyConfigurationFile.Read(directory.Configuration).Baseline;
            using PreparedData data = DataPreparation.Prepare(
                options, new TrialSeeds(options.Seed, 0, options.Vary), StudyPlan.Read(directory.Plan).CacheFolder, progress: null, cancellation);
            if (data.Description.Fingerprint != planned.Description.Fingerprint)
            {
                return (pictures, "There are no pictures, because the data have changed since the run.");
            }

            foreach (int row in rows.Where(row => row >= 0 && row < data.Test.Count))
            {
                if (data.Test.Picture(row, PreprocessingPath.Deployment) is { } picture)
                {
                    pictures[row] = SamplePictureFile.ToPng(picture);
                }
            }

            return (pictures, null);
        }
        catch (ProblemException exception)
        {
            return (pictures, $"There are no pictures, because the data cannot be read: {exception.Problems[0]}");
        }
    }
}
