using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Draws dropout masks from the trial's <c>dropout</c> stream: a function of seeds, epoch and step, whatever engine or thread uses them. A value costs 16
/// random bits, so rates are exact to 1/65536.
/// </summary>
internal static class DropoutMasks
{
    /// <summary>Fills the masks of a batch: 0, or 1/(1 - rate) for a value that stays.</summary>
    public static void Fill(TrainingBatch batch, NetworkDescription network, TrialSeeds seeds, int epoch, int step)
    {
        CounterRandom draws = seeds.Draws(RandomStream.Dropout, epoch, step);
        int index = 0;
        foreach (LayerDescription layer in network.DropoutLayers)
        {
            double rate = ((DropoutOptions)layer.Options).Rate;
            float[] mask = batch.DropoutMasks[index++];
            Fill(mask.AsSpan(0, mask.Length / batch.Capacity * batch.Count), rate, ref draws);
        }
    }

    private static void Fill(Span<float> mask, double rate, ref CounterRandom draws)
    {
        uint dropped = (uint)Math.Round(rate * 65536);
        float kept = (float)(1 / (1 - rate));
        int even = mask.Length & ~1;
        for (int index = 0; index < even; index += 2)
        {
            uint bits = draws.NextUInt();
            mask[index] = (bits & 0xFFFF) < dropped ? 0 : kept;
            mask[index + 1] = (bits >> 16) < dropped ? 0 : kept;
        }

        if (even < mask.Length)
        {
            mask[even] = (draws.NextUInt() & 0xFFFF) < dropped ? 0 : kept;
        }
    }
}
