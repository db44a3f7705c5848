using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>From predictions out of fold to suspects, by confident learning.</summary>
public static class LabelAudits
{
    private const int SuspectsInResult = 100;
    private const int Pictures = 24;

    /// <summary>Audits the labels of one variant and writes the list of all suspects and the pictures of the first.</summary>
    /// <param name="request">What was predicted.</param>
    /// <param name="directory">Where the files go.</param>
    /// <exception cref="ArgumentException">A fold has no probabilities, or there is no row.</exception>
    /// <exception cref="ProblemException">The files cannot be written.</exception>
    public static LabelAuditResult Audit(LabelAuditRequest request, RunDirectory directory)
    {
        AuditedRows rows = AuditedRows.Of(request.Folds, request.Classes.Count);
        ConfidentJoint joint = new ConfidentJoint(rows).Count();
        IReadOnlyList<SuspectRow> suspects = SuspectRow.Of(rows, joint);
        string file = directory.Suspects(request.Variant);
        SuspectsCsv.Write(file, suspects, rows, request.Classes);
        List<string?> pictures = WritePictures(request, directory, rows, suspects);
        return new LabelAuditResult
        {
            Variant = request.Variant,
            Rows = rows.Count,
            Folds = request.Folds.Count,
            OutOfFoldAccuracy = (double)Enumerable.Range(0, rows.Count).Count(row => Predicted(rows.Of(row)) == rows.Labels[row]) / rows.Count,
            NoiseRate = joint.NoiseRate(),
            NoiseRateInterval = NoiseRateBootstrap.Of(rows),
            Joint = joint.Calibrated(),
            SuspectCount = suspects.Count,
            Suspects =
            [
                .. suspects.Take(SuspectsInResult).Select((suspect, index) => new LabelSuspect(
                    index + 1,
                    rows.Ids[suspect.Row],
                    request.Classes[suspect.Given],
                    request.Classes[suspect.Suggested],
                    suspect.GivenProbability,
                    suspect.SuggestedProbability,
                    request.OriginalLabels is { } original ? original[rows.Ids[suspect.Row]] != suspect.Given : null,
                    index < pictures.Count ? pictures[index] : null)),
            ],
            SuspectsFile = Relative(directory, file),
            Planted = request.OriginalLabels is { } labels ? PlantedNoiseFound.Of(rows, suspects, labels) : null,
        };
    }

    private static List<string?> WritePictures(
        LabelAuditRequest request, RunDirectory directory, AuditedRows rows, IReadOnlyList<SuspectRow> suspects)
    {
        if (request.WritePicture is not { } write || suspects.Count == 0)
        {
            return [];
        }

        string folder = directory.AuditPictures(request.Variant);
        List<string?> pictures = [];
        Storage.Write(
            () =>
            {
                Directory.CreateDirectory(folder);
                for (int index = 0; index < Math.Min(Pictures, suspects.Count); index++)
                {
                    string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index + 1:00}.png"));
                    pictures.Add(write(rows.Ids[suspects[index].Row], path) ? Relative(directory, path) : null);
                }
            },
            folder);
        return pictures;
    }

    /// <summary>The class with the greatest probability; the first of equals.</summary>
    private static int Predicted(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int label = 1; label < probabilities.Length; label++)
        {
            best = probabilities[label] > probabilities[best] ? label : best;
        }

        return best;
    }

    /// <summary>Result files name other files with slashes on every system.</summary>
    private static string Relative(RunDirectory directory, string path) => Path.GetRelativePath(directory.Root, path).Replace('\\', '/');
}
