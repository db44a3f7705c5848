using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What the stream <c>data</c> draws here. Each has a counter of its own, so that no two follow the same draws.</summary>
internal enum DataDraw
{
    /// <summary>Which training samples of a class <c>data.classes</c> keeps.</summary>
    TrainClasses = 1001,

    /// <summary>Which test samples of a class <c>data.classes</c> keeps.</summary>
    TestClasses,

    /// <summary>Which training samples <c>data.trainSize</c> keeps.</summary>
    TrainSize,

    /// <summary>Which labels <c>data.labelNoise</c> makes wrong, and what they become.</summary>
    LabelNoise,

    /// <summary>The weights of a generated table's linear score.</summary>
    Weights,

    /// <summary>The features of a generated training row.</summary>
    TrainFeatures,

    /// <summary>The features of a generated test row.</summary>
    TestFeatures,

    /// <summary>The order of the classes of generated training samples.</summary>
    TrainLabels,

    /// <summary>The order of the classes of generated test samples.</summary>
    TestLabels,

    /// <summary>A generated training image.</summary>
    TrainImage,

    /// <summary>A generated test image.</summary>
    TestImage,
}

/// <summary>Draws of the stream <c>data</c>.</summary>
internal static class DataDraws
{
    /// <summary>The draws for one sample (or another counter). They depend on its index in the source alone: not on the split, nor on how many others there are.</summary>
    public static CounterRandom Of(TrialSeeds seeds, DataDraw draw, int sample = 0) => seeds.Draws(RandomStream.Data, (int)draw, sample);

    /// <summary>
    /// Samples in random order, by a draw of their own each. What takes a part takes the first of them, so a smaller part lies in a larger one.
    /// </summary>
    public static int[] Ranked(TrialSeeds seeds, DataDraw draw, IEnumerable<int> samples) =>
    [
        .. samples
            .Select(sample =>
            {
                CounterRandom draws = Of(seeds, draw, sample);
                return (Key: ((ulong)draws.NextUInt() << 32) | draws.NextUInt(), Sample: sample);
            })
            .Order()
            .Select(pair => pair.Sample),
    ];
}
