namespace MlPipelines.Trainers;

/// <summary>The rows of each class.</summary>
internal static class ClassMembers
{
    /// <summary>For each class its rows, ascending; an empty array for a class without any.</summary>
    public static int[][] Of(IReadOnlyList<int> labels, int classes)
    {
        int[][] members = [.. Counts(labels, classes).Select(count => new int[count])];
        int[] filled = new int[classes];
        for (int row = 0; row < labels.Count; row++)
        {
            int label = labels[row];
            members[label][filled[label]++] = row;
        }

        return members;
    }

    /// <summary>For each class the number of its rows.</summary>
    public static int[] Counts(IReadOnlyList<int> labels, int classes)
    {
        int[] counts = new int[classes];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        return counts;
    }
}
