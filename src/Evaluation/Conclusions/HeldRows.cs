namespace MlPipelines.Evaluation;

/// <summary>
/// Which variants have their rows in memory. A conclusion works through a study variant by variant, and lets go of rows between them as far as they take more than their bounds; rows that are
/// asked for again are read again. So a study of few trials is read once, and one of a hundred thousand never lies in memory as a whole.
/// </summary>
/// <param name="mostBytes">What rows may take between variants.</param>
internal sealed class HeldRows(long mostBytes = HeldRows.UsualBytes)
{
    private const long UsualBytes = 256L << 20;

    private readonly List<VariantScores> _held = [];

    /// <summary>Called by a variant that read its rows.</summary>
    public void Add(VariantScores variant) => _held.Add(variant);

    /// <summary>Lets go of rows beyond the bounds, of those first that were read first.</summary>
    /// <param name="kept">The variant that everything is compared with.</param>
    public void Trim(VariantScores kept)
    {
        long bytes = _held.Sum(variant => variant.HeldBytes);
        foreach (VariantScores variant in _held.Where(variant => variant != kept).ToArray())
        {
            if (bytes <= mostBytes)
            {
                return;
            }

            bytes -= variant.HeldBytes;
            variant.LetGo();
            _held.Remove(variant);
        }
    }
}
