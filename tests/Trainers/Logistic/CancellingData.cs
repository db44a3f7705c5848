using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Trainers;

/// <summary>Data whose training samples cancel when they have been copied: the trainer then stands before its first step.</summary>
internal sealed class CancellingData(PreparedData data, CancellationTokenSource source) : PreparedData
{
    public override DatasetDescription Description => data.Description;

    public override SampleShape Shape => data.Shape;

    public override SampleSet Train { get; } = new Cancelling(data.Train, source);

    public override SampleSet? Selection => null;

    public override SampleSet Validation => data.Validation;

    public override SampleSet Test => data.Test;

    public override bool PathsDiffer => false;

    public override SampleAugmentation? Augmentation => null;

    public override SampleSplit Split => data.Split;

    public override void SavePreprocessing(string folder) => data.SavePreprocessing(folder);

    private sealed class Cancelling(SampleSet samples, CancellationTokenSource source) : SampleSet
    {
        public override string Name => samples.Name;

        public override IReadOnlyList<int> Labels => samples.Labels;

        public override IReadOnlyList<string> Ids => samples.Ids;

        public override IReadOnlyList<int> SourceIndexes => samples.SourceIndexes;

        public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
        {
            samples.CopySamples(rows, path, destination);
            source.Cancel();
        }
    }
}
