using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Takes single images through both preprocessing paths, augmentations and every repeat of variants: what <c>probe</c> does. Needs the run's folder and the images, not the data of the
/// study.
/// </summary>
public static class ImageProbe
{
    /// <summary>Probes images.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="options">Variants and augmentations.</param>
    /// <param name="inputs">Images, or folders of images.</param>
    /// <param name="cancellation">Checked between models.</param>
    /// <exception cref="ProblemException">Everything that is wrong.</exception>
    public static Task<ProbeResult> ProbeAsync(
        string run, ProbeOptions options, IReadOnlyList<InputPath> inputs, CancellationToken cancellation = default) =>
        Task.Run(() => Probe(new RunDirectory(run), options, inputs, cancellation), cancellation);

    private static ProbeResult Probe(RunDirectory directory, ProbeOptions options, IReadOnlyList<InputPath> inputs, CancellationToken cancellation)
    {
        SavedModels saved = SavedModels.Read(directory);
        List<Problem> problems = [];
        List<string> notes = [];
        InputFiles files = InputFiles.Find(inputs, wantsImages: true, problems);
        notes.AddRange(files.Notes);
        CheckNumbers(options, files, problems);
        List<ProbedVariant> probed = [];
        foreach (string variant in options.Variants)
        {
            if (Chosen(saved, variant, problems, notes) is { Length: > 0 } chosen && files.Images.Count <= ProbeOptions.MostImages
                && OfVariant(chosen, options.Augmentations, files.Images, problems, cancellation) is { } one)
            {
                probed.Add(one.Variant);
                notes.AddRange(one.Notes.Select(note => options.Variants.Count > 1 ? $"{variant}: {note}" : note));
            }
        }

        return problems.Count > 0 ? throw new ProblemException(ProblemStage.Data, [.. problems.Distinct()]) : new ProbeResult
        {
            Scenario = saved.Scenario,
            Run = $"{saved.Scenario}/{Path.GetFileName(Path.TrimEndingDirectorySeparator(directory.Root))}",
            Variants = probed,
            Notes = [.. notes.Distinct()],
        };
    }

    private static void CheckNumbers(ProbeOptions options, InputFiles files, List<Problem> problems)
    {
        if (files.Images.Count > ProbeOptions.MostImages)
        {
            problems.Add(new Problem(
                "IMAGE",
                FormattableString.Invariant($"at most {ProbeOptions.MostImages} images"),
                files.Images.Count.ToString(CultureInfo.InvariantCulture),
                "Name single images; `predict` takes any number."));
        }

        if (options.Augmentations > ProbeOptions.MostAugmentations)
        {
            problems.Add(new Problem(
                "--augmentations", FormattableString.Invariant($"at most {ProbeOptions.MostAugmentations}"), options.Augmentations.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static SavedModel[] Chosen(SavedModels saved, string variant, List<Problem> problems, List<string> notes)
    {
        if (!saved.Variants.Contains(variant))
        {
            problems.Add(saved.UnknownVariant(variant));
            return [];
        }

        List<Problem> missing = [];
        SavedModel[] finished = [.. saved.RepeatsOf(variant).Select(repeat => saved.Find(variant, repeat, missing)).OfType<SavedModel>()];
        if (finished.Length == 0)
        {
            problems.AddRange(missing);
        }

        notes.AddRange(missing.Select(problem => $"{problem.Expected} is left out: {problem.Received}"));
        return finished;
    }

    /// <summary>Models are loaded one after another: a probe of large networks needs the memory of one.</summary>
    private static (ProbedVariant Variant, IReadOnlyList<string> Notes)? OfVariant(
        SavedModel[] saved,
        int augmentations,
        IReadOnlyList<NewImage> images,
        List<Problem> problems,
        CancellationToken cancellation)
    {
        List<ProbedModel> models = [];
        VariantImages? variant = null;
        foreach (SavedModel one in saved)
        {
            cancellation.ThrowIfCancellationRequested();
            using RunModel? model = RunModel.Load(one, problems);
            if (model is null)
            {
                continue;
            }

            if (model.Preprocessing is not FittedImages)
            {
                problems.Add(new Problem("--run", "a run on images, because a probe looks at pictures", "a run on a table", "Use `predict` for rows of a table."));
                return null;
            }

            variant ??= VariantImages.Read(images, model, augmentations, cancellation);
            problems.AddRange(variant.Images.Unreadable.OrderBy(entry => entry.Key).Select(entry => entry.Value));
            if (problems.Count == 0 && images.Count > 0)
            {
                models.Add(variant.Predict(model, cancellation));
            }
        }

        if (problems.Count > 0 || variant is null || models.Count == 0)
        {
            return null;
        }

        return (variant.Conclude(saved[0].Variant, models), variant.Notes);
    }
}
