using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>The options of the benchmark's command line.</summary>
internal sealed record BenchmarkOptions
{
    public bool? IsScored { get; private init; }

    public bool Fast { get; private init; }

    public bool List { get; private init; }

    /// <summary>Whether only the truths are measured, which a later run uses.</summary>
    public bool Truths { get; private init; }

    /// <summary>Texts of which a case's name must hold one; null for all cases.</summary>
    public IReadOnlyList<string>? Only { get; private init; }

    /// <summary>Whether every finding is printed with its evidence.</summary>
    public bool Explain { get; private init; }

    public TimeSpan? Budget { get; private init; }

    public int Parallel { get; private init; } = 2;

    public string Results { get; private init; } = Path.Combine(RepositoryFiles.Root, "runs", "bench-diagnosis");

    public string? Write { get; private init; }

    /// <summary>The number of redraws of the coverage simulation, which then is all that runs; null for the cases.</summary>
    public int? Coverage { get; private init; }

    /// <summary>A data set outside the repository that is planted into instead: a folder of IDX images, or a CSV file; null for those of the repository.</summary>
    public string? Own { get; private init; }

    /// <summary>The column of <see cref="Own"/> to predict; null for images.</summary>
    public string? Label { get; private init; }

    /// <summary>Reads a command line; null when it is wrong.</summary>
    public static BenchmarkOptions? Read(string[] args)
    {
        BenchmarkOptions options = new();
        for (int index = 0; index < args.Length; index++)
        {
            BenchmarkOptions? next = (args[index], index + 1 < args.Length ? args[index + 1] : null) switch
            {
                ("--develop", _) => options with { IsScored = false },
                ("--score", _) => options with { IsScored = true },
                ("--fast", _) => options with { Fast = true },
                ("--truths", _) => options with { Truths = true },
                ("--list", _) => options with { List = true },
                ("--only", { } text) => options with { Only = text.Split('|') },
                ("--explain", _) => options with { Explain = true },
                ("--budget", { } text) when double.TryParse(text.TrimEnd('m'), CultureInfo.InvariantCulture, out double minutes) && minutes > 0 =>
                    options with { Budget = TimeSpan.FromMinutes(minutes) },
                ("--parallel", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count > 0 => options with { Parallel = count },
                ("--coverage", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out int redraws) && redraws > 0 => options with { Coverage = redraws },
                ("--own", { } path) => options with { Own = Path.GetFullPath(path) },
                ("--label", { } column) => options with { Label = column },
                ("--results", { } folder) => options with { Results = Path.GetFullPath(folder) },
                ("--write", { } file) => options with { Write = Path.GetFullPath(file) },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
            index += args[index] is "--only" or "--budget" or "--parallel" or "--coverage" or "--own" or "--label" or "--results" or "--write" ? 1 : 0;
        }

        // A page of a part of the cases, or of others, would look like the whole.
        bool isPart = options.IsScored is not null || options.Fast || options.Truths || options.Only is not null || options.Own is not null;
        return (options.Write is not null && isPart) || (options.Label is not null && options.Own is null) ? null : options;
    }

    /// <summary>The cases that are asked for.</summary>
    /// <exception cref="InvalidDataException"><see cref="Own"/> is no data set.</exception>
    public IEnumerable<DiagnosisCase> Cases() => (Own is not null ? OwnCases.Of(OwnCases.Read(Own, Label)) : Fast ? CaseList.Fast : CaseList.All)
        .Where(item => IsScored is null || item.DataSet.IsScored == IsScored)
        .Where(item => Only is null || Only.Any(text => item.Name.Contains(text, StringComparison.OrdinalIgnoreCase)));
}
