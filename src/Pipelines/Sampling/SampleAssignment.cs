using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Which sample is in which set, and with which label: the split, then what <c>data</c> changes about training samples - wrong labels, samples that are left
/// out, a part of the rest. Validation, selection and test samples are those of the split whatever <c>trainSize</c> says, so learning curves compare equals.
/// </summary>
/// <param name="Split">The sets, in indexes of the sources, ascending.</param>
/// <param name="Labels">The class of each sample of the training source as given, planted noise included; -1 where its class is not used.</param>
/// <param name="OriginalLabels">The same before noise was planted; null where none was.</param>
/// <param name="ExcludeHash">A hash of the file of <c>data.exclude</c>, or null.</param>
/// <param name="Notes">What a user should know.</param>
internal sealed record SampleAssignment(
    SampleSplit Split, IReadOnlyList<int> Labels, IReadOnlyList<int>? OriginalLabels, string? ExcludeHash, IReadOnlyList<string> Notes)
{
    /// <summary>Assigns all samples.</summary>
    /// <exception cref="ProblemException">The split cannot be made, or the options name classes, samples or numbers that the data have not; all problems at once.</exception>
    public static SampleAssignment Of(AssignmentRequest request, TrialSeeds seeds, CancellationToken cancellation)
    {
        SampleSplit split = InSources(SampleSplitting.Split(request.ToSplit(), seeds), request);
        List<Problem> problems = [];
        List<string> notes = [];
        bool changesOrFolds = request.Data.LabelNoise is not null || request.Fold is not null;
        IReadOnlyList<int> untested = changesOrFolds ? [.. split.Train.Concat(split.Selection).Concat(split.Validation).Order()] : [];
        LabelNoise? noise = request.Data.LabelNoise is { } options
            ? LabelNoise.Plant(options, request.Labels, request.Classes, untested, seeds, problems)
            : null;
        IReadOnlyList<int> labels = noise?.Labels ?? request.Labels;
        ExcludedSamples? excluded = request.Data.Exclude is { } file ? ExcludedSamples.Read(file, request.Ids, problems, cancellation) : null;
        if (excluded is not null)
        {
            split = WithoutExcluded(split, excluded, request, labels, problems, notes);
        }

        if (request.Data.TrainSize is { } size)
        {
            split = split with { Train = TrainSizePart.Of(split.Train, request.Labels, size, seeds, problems) };
        }

        if (request.Fold is { } fold && problems.Count == 0)
        {
            IReadOnlyList<int> audited = request.Data.TrainSize is null ? untested : split.Train;
            split = FoldSplit.Of(request, split, audited, labels, excluded?.Samples ?? new HashSet<int>(), fold, seeds, problems);
        }

        if (problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, problems);
        }

        if (noise is not null)
        {
            notes.Insert(0, noise.Note(split));
        }

        return new SampleAssignment(split, labels, noise is { Wrong.Count: > 0 } ? request.Labels : null, excluded?.Hash, notes);
    }

    /// <summary>A split of the samples that can be used, in indexes of the sources.</summary>
    private static SampleSplit InSources(SampleSplit split, AssignmentRequest request)
    {
        IReadOnlyList<int> InTrain(IReadOnlyList<int> positions) => request.Usable is IndexRange ? positions : [.. positions.Select(position => request.Usable[position])];
        return split with
        {
            Train = InTrain(split.Train),
            Selection = InTrain(split.Selection),
            Validation = InTrain(split.Validation),
            Test = request.UsableTest is { } test ? [.. split.Test.Select(position => test[position])] : InTrain(split.Test),
        };
    }

    private static SampleSplit WithoutExcluded(
        SampleSplit split, ExcludedSamples excluded, AssignmentRequest request, IReadOnlyList<int> labels, List<Problem> problems, List<string> notes)
    {
        IReadOnlyList<int> Rest(IReadOnlyList<int> samples) => [.. samples.Where(sample => !excluded.Samples.Contains(sample))];
        SampleSplit rest = split with { Train = Rest(split.Train), Selection = Rest(split.Selection) };
        foreach (int label in split.Train.Select(sample => labels[sample]).Distinct().Order().Except(rest.Train.Select(sample => labels[sample])))
        {
            problems.Add(new Problem(
                "data.exclude", $"a training sample of class \"{request.Classes[label]}\" that is not excluded", "none", "List fewer samples."));
        }

        if (split.Selection.Count > 0 && rest.Selection.Count == 0)
        {
            problems.Add(new Problem("data.exclude", "a sample of the selection set that is not excluded", "none", "List fewer samples."));
        }

        int left = split.Train.Count + split.Selection.Count - rest.Train.Count - rest.Selection.Count;
        int validation = split.Validation.Count(excluded.Samples.Contains);
        int test = split.TestIsSeparate ? 0 : split.Test.Count(excluded.Samples.Contains);
        string kept = validation + test == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"; {validation} in validation and {test} in test stay there, so that all variants are measured on the same samples");
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"data.exclude leaves {left} samples out of training and selection{kept}."));
        return rest;
    }
}
