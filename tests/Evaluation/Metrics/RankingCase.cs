namespace MlPipelines.Tests.Evaluation;

/// <summary>Twelve rows of two classes, whose probabilities of the second class have ties within and between the classes.</summary>
internal static class RankingCase
{
    public static int[] Labels { get; } = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0];

    public static float[] Scores { get; } = [.1f, .4f, .35f, .8f, .4f, .4f, .2f, .9f, .4f, .7f, .7f, .05f];

    /// <summary>(rows, 2).</summary>
    public static float[] Probabilities { get; } = [.. Scores.SelectMany(score => new[] { 1 - score, score })];
}
