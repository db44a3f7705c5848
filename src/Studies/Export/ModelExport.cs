using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// Writes a model of a run as a file for other programs. The file is made in memory, run on every test sample by the program that others would run it with, compared with the
/// project's own predictions, and only then written: a file that is there was checked.
/// </summary>
public static class ModelExport
{
    /// <summary>
    /// The most that a probability may differ. Both compute in 32 bits, with sums in another order: differences of 1e-6 are usual, 1e-4 is what no mistake hides under.
    /// Chosen here.
    /// </summary>
    public const double Tolerance = 1e-4;

    /// <summary>Exports a model.</summary>
    /// <exception cref="ProblemException">There is no such model; the format cannot express it; its data are not those it was trained on; the file exists; or the check failed.</exception>
    public static Task<ExportResult> ExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run(() => Export(request, cancellation), cancellation);
    }

    private static ExportResult Export(ExportRequest request, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        SavedModel? saved = SavedModels.Read(request.Run).Find(request.Variant, request.Repeat, problems);
        if (File.Exists(request.Target) && !request.Force)
        {
            problems.Add(new Problem(request.Target, "a new file", "one that exists", "Name another with --output, or replace it with --force."));
        }
        else if (Directory.Exists(request.Target))
        {
            problems.Add(new Problem(request.Target, "the name of a file", "a folder", "Name a file in it with --output."));
        }

        using RunModel? model = saved is null ? null : RunModel.Load(saved, problems);
        if (model is not null)
        {
            problems.AddRange(Refusals(request, model));
        }

        if (model is null || problems.Count > 0)
        {
            throw new ProblemException(problems.Exists(problem => problem.Where.StartsWith("--", StringComparison.Ordinal)) ? ProblemStage.Configuration : ProblemStage.Data, problems);
        }

        using PreparedData data = Prepare(request, model, cancellation);
        return Keep(request, request.Format == ExportFormat.Onnx
            ? OnnxExport.Write(request, model, data, cancellation)
            : MlNetExport.Write(request, model, data, cancellation));
    }

    /// <summary>Writes a file that predicts as the project does, and no other.</summary>
    internal static ExportResult Keep(ExportRequest request, ExportedFile exported)
    {
        if (!(exported.Result.LargestDifference <= Tolerance))
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                request.Target,
                string.Create(CultureInfo.InvariantCulture, $"the project's own predictions, within {Tolerance} for every probability of the {exported.Result.Samples:N0} test samples"),
                string.Create(CultureInfo.InvariantCulture, $"{exported.Result.LargestDifference:0.######} off in {exported.Result.CheckedIn}; no file was written"),
                "This is a fault of the export, or the model's numbers are too large for 32 bits: please report it with the scenario."));
        }

        Storage.Write(() => Directory.CreateDirectory(Path.GetDirectoryName(request.Target)!), request.Target);
        Storage.WriteFile(request.Target, stream => stream.Write(exported.Content));
        return exported.Result;
    }

    private static IEnumerable<Problem> Refusals(ExportRequest request, RunModel model)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"repeat {request.Repeat} of {request.Variant}");
        return (request.Format, model.Saved.Options.Model) switch
        {
            (ExportFormat.Onnx, _) => OnnxModelFile.Check(model.Model, model.Preprocessing, where),
            (ExportFormat.MlNet, LogisticRegressionOptions) => [],
            (ExportFormat.MlNet, TransferOptions) => [new Problem("--format", "a logistic model for mlnet", $"a transfer model in {where}", "Models on features of a backbone are not exported.")],
            _ => [new Problem("--format", $"onnx, because {where} is a network, and ML.NET's format has no layers", "mlnet", "Use --format onnx: ML.NET runs that file too (Microsoft.ML.OnnxTransformer).")],
        };
    }

    /// <summary>Prepares the data of the model's trial, with which it is compared.</summary>
    private static PreparedData Prepare(ExportRequest request, RunModel model, CancellationToken cancellation)
    {
        StudyPlan plan = StudyPlan.Read(request.Run.Plan);
        PreparedData data = DataPreparation.Prepare(
            model.Saved.Options, model.Saved.Seeds, request.CacheFolder ?? plan.CacheFolder, progress: null, cancellation);
        string expected = ReservedVariants.Merge(PreparedStudy.Read(request.Run.Dataset), plan).Fingerprints[request.Variant];
        if (data.Description.Fingerprint == expected)
        {
            return data;
        }

        string received = data.Description.Fingerprint[..12];
        data.Dispose();
        throw new ProblemException(ProblemStage.Data, new Problem(
            "data", $"the data with which the study was planned (fingerprint {expected[..12]}), on which the export is checked", $"other data (fingerprint {received})", "Restore the files."));
    }
}

/// <summary>A file in memory, and how far it is from the project's own predictions.</summary>
/// <param name="Content">The file.</param>
/// <param name="Result">What was compared.</param>
internal sealed record ExportedFile(byte[] Content, ExportResult Result);
