using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Predicts new samples through the preprocessing that was fitted in training, on the test path: the numbers are those of the study to the last bit, for the same samples in the same
/// order. (A network predicts fixed, padded batches, and matrix libraries may round differently at another place of a batch.)
/// </summary>
internal static class ModelPrediction
{
    /// <summary>Problems with single images that are told one by one.</summary>
    private const int ProblemsTold = 20;

    /// <summary>Predicts by one model, or by the mean of several of one variant.</summary>
    /// <exception cref="ProblemException">Everything that is wrong with the inputs.</exception>
    public static SamplePredictions Predict(
        IReadOnlyList<RunModel> models, IReadOnlyList<string> notes, IReadOnlyList<InputPath> inputs, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        List<string> all = [.. notes, .. PathNotes(models[0])];
        bool wantsImages = models[0].Preprocessing is FittedImages;
        InputFiles files = InputFiles.Find(inputs, wantsImages, problems);
        all.AddRange(files.Notes);
        List<PredictedSample> samples = wantsImages
            ? Images(models, files.Images, problems, all, cancellation)
            : Rows(models, files.Tables, problems, all, cancellation);
        return problems.Count > 0 ? throw new ProblemException(ProblemStage.Data, problems) : new SamplePredictions
        {
            Variant = models[0].Saved.Variant,
            Repeats = [.. models.Select(model => model.Saved.Repeat)],
            Classes = models[0].Classes,
            Samples = samples,
            AreRows = !wantsImages,
            Notes = all,
        };
    }

    /// <summary>Predicts samples.</summary>
    /// <exception cref="ProblemException">The model's weights give probabilities that are no numbers.</exception>
    public static float[] Predict(RunModel model, SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        float[] probabilities = model.Model.Predict(samples, path, cancellation);
        return Array.TrueForAll(probabilities, float.IsFinite)
            ? probabilities
            : throw new ProblemException(ProblemStage.Data, new Problem(
                model.Saved.Folder, "a model that gives probabilities", "one that gives NaN or infinity", "Its files are damaged, or its training diverged: take another repeat."));
    }

    private static List<PredictedSample> Images(
        IReadOnlyList<RunModel> models, IReadOnlyList<NewImage> images, List<Problem> problems, List<string> notes, CancellationToken cancellation)
    {
        List<PredictedSample> samples = [];
        List<Problem> unreadable = [];
        ImageNotes seen = new((FittedImages)models[0].Preprocessing);
        foreach (NewImage[] part in images.Chunk(ImageParts.CountOf(models)))
        {
            cancellation.ThrowIfCancellationRequested();
            ImageParts decoded = ImageParts.Read(part, models, cancellation);
            unreadable.AddRange(decoded.Problems);
            seen.Add(decoded.Of(models[0]));
            if (problems.Count == 0 && unreadable.Count == 0)
            {
                float[][] probabilities = [.. models.Select(model =>
                    Predict(model, decoded.Of(model).Prepare((FittedImages)model.Preprocessing), PreprocessingPath.Test, cancellation))];
                samples.AddRange(part.Select((image, index) => EnsembleMean.Of(image.Name, null, index, probabilities, models[0].Classes.Count)));
            }
        }

        problems.AddRange(unreadable.Take(ProblemsTold));
        if (unreadable.Count > ProblemsTold)
        {
            problems.Add(new Problem("further images", "images that can be used", FormattableString.Invariant($"{unreadable.Count - ProblemsTold} more problems like these")));
        }

        notes.AddRange(seen.ToNotes());
        return samples;
    }

    private static List<PredictedSample> Rows(
        IReadOnlyList<RunModel> models, IReadOnlyList<InputPath> tables, List<Problem> problems, List<string> notes, CancellationToken cancellation)
    {
        FittedTable[] fitted = [.. models.Select(model => (FittedTable)model.Preprocessing)];
        List<PredictedSample> samples = [];
        foreach (InputPath input in tables)
        {
            if (NewTable.Read(input.Name, input.Path, fitted, problems, cancellation) is not { } table || problems.Count > 0)
            {
                continue;
            }

            notes.AddRange(fitted.SelectMany(table.Unseen).Distinct());
            float[][] probabilities = [.. models.Zip(fitted).Select(pair => Predict(pair.First, table.Prepare(pair.Second), PreprocessingPath.Test, cancellation))];
            samples.AddRange(Enumerable.Range(0, table.Count).Select(row => EnsembleMean.Of(input.Name, row + 1, row, probabilities, models[0].Classes.Count)));
        }

        return samples;
    }

    private static IEnumerable<string> PathNotes(RunModel model)
    {
        if (model.Preprocessing is FittedImages { PathsDiffer: true })
        {
            yield return "pipeline.test prepares test images otherwise than training images: new images go the test path, as in the study";
        }

        if (model.Saved.Options.Data is ImageDataOptions { Corrupt: not null })
        {
            yield return "the study changed its test images (data.corrupt); new images are taken as they are";
        }
    }
}
