using System.Text;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// From data to a configuration file whose first run works: looks at the data, chooses, prepares the data as a run would and audits them, and writes a file in which every choice stands with its
/// reason. The same data give the same file.
/// </summary>
public static class ScenarioInitialization
{
    private const string SchemaName = "mlconfig.schema.json";

    /// <summary>Looks at data and writes a configuration file, and the JSON schema beside it.</summary>
    /// <param name="request">The data and the file.</param>
    /// <param name="decoding">Receives how far decoding is.</param>
    /// <param name="cancellation">Checked while data are read.</param>
    /// <exception cref="ProblemException">The data cannot be read or trained on, or a file exists already.</exception>
    public static async Task<InitializedScenario> CreateAsync(InitializationRequest request, IProgress<DecodingProgress>? decoding, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        string schemaFile = Path.Combine(Path.GetDirectoryName(request.ConfigurationFile)!, SchemaName);
        ThrowIfExists(request);
        ConfigurationPaths paths = new(Path.GetDirectoryName(request.ConfigurationFile)!);
        string name = ScenarioName.Of(request.Name, request.Images ?? request.Table ?? throw new ArgumentException("neither images nor a table", nameof(request)));
        (ScenarioDraft draft, IReadOnlyList<string> odd, IReadOnlyList<string> notes) = request.Table is { } table
            ? OfTable(request, table, name, paths, cancellation)
            : OfImages(request, name, paths, decoding, cancellation);

        string text = TextOf(draft, name, request.ConfigurationFile);
        DraftFile.Read(text, request.ConfigurationFile);
        await WriteAsync(request.ConfigurationFile, text, cancellation).ConfigureAwait(false);
        if (request.Force || !File.Exists(schemaFile))
        {
            await WriteAsync(schemaFile, ConfigurationSchema.Generate(), cancellation).ConfigureAwait(false);
        }

        return new InitializedScenario
        {
            ConfigurationFile = request.ConfigurationFile,
            SchemaFile = schemaFile,
            Scenario = name,
            Found = draft.Found,
            Odd = [.. odd, .. draft.Odd],
            Notes = notes,
            Estimate = draft.Cost.Total,
        };
    }

    private static (ScenarioDraft Draft, IReadOnlyList<string> Odd, IReadOnlyList<string> Notes) OfImages(
        InitializationRequest request, string name, ConfigurationPaths paths, IProgress<DecodingProgress>? decoding, CancellationToken cancellation)
    {
        ImageLayout layout = ImageLayout.Find(request.Images!, request.Test, request.Label, cancellation);
        if (request.Label is not null && layout.Data is not ImageListOptions)
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                "--label", "no label column beside images whose folders or files say their class", $"\"{request.Label}\"", "Leave --label out."));
        }

        SplitColumns? columns = layout.Data is ImageListOptions list
            ? SplitColumns.Of(TableInspection.Read(list.Train, cancellation).Columns.Where(column => column.Name != list.PathColumn && column.Name != list.LabelColumn))
            : null;
        ScenarioDraft draft = ImageScenario.Of(layout, ImageInspection.Of(layout.Data, cancellation), columns, paths);
        using PreparedData data = Prepare(TextOf(draft, name, request.ConfigurationFile), request, decoding, cancellation);
        return (draft, [.. Unreadable(data.Description)], [.. DataAudits.Audit(data, cancellation).Notes, .. data.Description.Notes]);
    }

    private static (ScenarioDraft Draft, IReadOnlyList<string> Odd, IReadOnlyList<string> Notes) OfTable(
        InitializationRequest request, string file, string name, ConfigurationPaths paths, CancellationToken cancellation)
    {
        TableInspection table = TableInspection.Read(file, cancellation);
        TableOptions options = new() { Train = file, Test = request.Test, Label = LabelOf(request.Label, table) };
        int? testRows = request.Test is null ? null : TableInspection.Read(request.Test, cancellation).RowCount;
        TableScenario scenario = new(options, table, testRows, paths);
        using PreparedData data = Prepare(TextOf(scenario.Draft([]), name, request.ConfigurationFile), request, decoding: null, cancellation);
        DataAuditResult audit = DataAudits.Audit(data, cancellation);
        AuditedColumn[] suspects = [.. audit.Columns.Where(column => column.Suspicion is not null)];
        bool canDrop = suspects.Length > 0 && suspects.Length < audit.Columns.Count(column => column.Kind != "ignore");
        string[] suspicions = [.. suspects.OrderByDescending(column => column.Power ?? 0).Select(column => $"Column \"{column.Name}\": {column.Suspicion}")];
        return (scenario.Draft(canDrop ? suspects : []), suspicions, [.. audit.Notes.Except(suspicions), .. data.Description.Notes]);
    }

    /// <summary>The label column, or the problem that lists the columns and proposes one.</summary>
    private static string LabelOf(string? label, TableInspection table)
    {
        string[] names = [.. table.Columns.Select(column => column.Name)];
        if (label is not null && names.Contains(label))
        {
            return label;
        }

        IReadOnlyList<string> likely = LikelyLabel.Of(table.Columns);
        string? remedy = (label is null ? null : NearestName.Suggestion(label, names))
            ?? (likely.Count == 0 ? "No column looks like one: a label has few values that recur." : $"\"{likely[0]}\" looks likely: --label {Shell(likely[0])}");
        throw new ProblemException(ProblemStage.Configuration, new Problem(
            "--label", $"the column of {table.FileName} to predict, one of {string.Join(", ", names.Select(column => $"\"{column}\""))}", label is null ? "nothing" : $"\"{label}\"", remedy));
    }

    private static string Shell(string text) => text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.') ? text : $"\"{text}\"";

    private static PreparedData Prepare(string text, InitializationRequest request, IProgress<DecodingProgress>? decoding, CancellationToken cancellation)
    {
        ScenarioOptions options = DraftFile.Read(text, request.ConfigurationFile).Baseline;
        return DataPreparation.Prepare(options, new TrialSeeds(options.Seed, 0, options.Vary), request.CacheFolder, decoding, cancellation);
    }

    private static IEnumerable<string> Unreadable(DatasetDescription data)
    {
        const int shown = 3;
        if (data.Unreadable.Count > 0)
        {
            string named = string.Join(", ", data.Unreadable.Take(shown).Select(sample => $"{sample.Id} ({sample.Reason})"));
            string what = data.Unreadable.Count == 1 ? "image cannot be read and is" : "images cannot be read and are";
            yield return FormattableString.Invariant($"{data.Unreadable.Count} {what} left out: {named}{(data.Unreadable.Count > shown ? ", ..." : "")}.");
        }
    }

    private static string TextOf(ScenarioDraft draft, string name, string configurationFile) => new CommentedObject()
        .Add("$schema", $"./{SchemaName}", "Editors complete and check this file by the schema beside it.")
        .Add("scenario", name)
        .Add("scenarios", new CommentedObject().Add(name, draft.Scenario))
        .ToText(
        [
            "Written by \"mlpipelines init\" from a look at the data; every choice stands with its reason and is yours to change.",
            "\"mlpipelines run\" trains and reports, \"mlpipelines diagnose\" also looks for causes and tries remedies, \"mlpipelines validate\" checks this file.",
            $"Relative paths are taken from the folder of {Path.GetFileName(configurationFile)}. Comments and trailing commas are allowed; a member that is commented out is a suggestion.",
        ]);

    private static void ThrowIfExists(InitializationRequest request)
    {
        if (!request.Force && File.Exists(request.ConfigurationFile))
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                request.ConfigurationFile, "a file that does not exist yet", "one that does", "Name another with --config, or replace it with --force."));
        }
    }

    private static Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        byte[] bytes = new UTF8Encoding(false).GetBytes(text);
        return Task.Run(() => Storage.WriteFile(path, stream => stream.Write(bytes)), cancellation);
    }
}
