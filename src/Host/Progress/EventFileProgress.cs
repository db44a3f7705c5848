using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Writes the event files of each trial as it finishes, so that TensorBoard can be watched while a study runs, and passes every event on.</summary>
internal sealed class EventFileProgress(IProgress<StudyEvent> display, IStudyOperations operations) : IProgress<StudyEvent>
{
    private RunDirectory? _directory;

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        if (value is StudyPlanned planned)
        {
            _directory = new RunDirectory(planned.RunFolder);
        }
        else if (value is TrialFinished finished && _directory is not null)
        {
            operations.WriteTensorBoard(_directory, finished.Trial.Variant, finished.Trial.Name);
        }

        display.Report(value);
    }
}
