using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Which images of a source can be used, and what becomes of the others.</summary>
/// <param name="Readable">Indexes of the images that can be used, ascending.</param>
/// <param name="Unreadable">The others: index and reason.</param>
internal sealed record SampleReadability(IReadOnlyList<int> Readable, IReadOnlyDictionary<int, string> Unreadable)
{
    /// <summary>Looks at what decoding found.</summary>
    /// <param name="images">The decoded images of a source.</param>
    /// <param name="kept">The images that are asked for, ascending.</param>
    public static SampleReadability Of(DecodedImages images, IReadOnlyList<int> kept) => new(
        [.. kept.Where(index => !images.Unreadable.ContainsKey(index))],
        kept.Where(images.Unreadable.ContainsKey).ToDictionary(index => index, index => images.Unreadable[index]));

    /// <summary>Adds what stops the study: unreadable images unless they are skipped, and a class that has none left.</summary>
    public void AddProblems(ImageListing listing, IReadOnlyList<int> labels, IReadOnlyList<string> classes, UnreadableSampleAction action, bool isTraining, List<Problem> problems)
    {
        if (action == UnreadableSampleAction.Stop)
        {
            SampleProblems unreadable = new(
                listing.Where,
                "unreadable images",
                "Mend or remove them, or set data.onUnreadable to \"skip\" to leave them out and list them in the report.");
            foreach ((int index, string reason) in Unreadable.OrderBy(entry => entry.Key))
            {
                unreadable.Add(listing.Ids[index], "a readable image", reason);
            }

            problems.AddRange(unreadable.ToProblems());
            return;
        }

        HashSet<int> left = [.. Readable.Select(index => labels[index])];
        foreach (string name in classes.Where((_, index) => isTraining && !left.Contains(index)))
        {
            problems.Add(new Problem(listing.Where, $"at least one readable image of class \"{name}\"", "none"));
        }

        if (!isTraining && Readable.Count == 0)
        {
            problems.Add(new Problem(listing.Where, "at least one readable test image", "none"));
        }
    }

    /// <summary>The unreadable images by name, for the report.</summary>
    public IEnumerable<UnreadableSample> Named(ImageListing listing) =>
        Unreadable.OrderBy(entry => entry.Key).Select(entry => new UnreadableSample(listing.Ids[entry.Key], entry.Value));
}
