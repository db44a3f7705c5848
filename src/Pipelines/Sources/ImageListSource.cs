using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// A CSV file with a header whose rows name image files and their labels. Paths are relative to the CSV file's folder and stay inside it, links followed, so that
/// a data set can be moved as a whole and cannot bring in what lies elsewhere (unless <c>data.allowOutside</c> says so); <c>\</c> counts as <c>/</c>, because such lists are often
/// written on Windows.
/// </summary>
internal sealed class ImageListSource
{
    private readonly string _file;
    private readonly string _folder;
    private readonly RealPaths? _inside;
    private readonly SampleProblems _rowProblems;
    private readonly List<string> _ids = [];
    private readonly List<string> _paths = [];
    private readonly List<string> _labels = [];
    private readonly List<string> _groups = [];
    private readonly List<double> _times = [];

    private ImageListSource(string file, bool allowOutside)
    {
        _file = file;
        _folder = Path.GetDirectoryName(file)!;
        _inside = allowOutside ? null : new RealPaths(_folder);
        _rowProblems = new SampleProblems(file, "wrong rows", null);
    }

    /// <summary>Lists a CSV file.</summary>
    /// <param name="file">The file, absolute.</param>
    /// <param name="member">The configuration's name of it: <c>data.train</c>.</param>
    /// <param name="options">The columns.</param>
    /// <param name="isTraining">Whether the split's columns are needed.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImageListing? Read(string file, string member, ImageListOptions options, bool isTraining, List<Problem> problems)
    {
        try
        {
            using StreamReader reader = new(file, Encoding.UTF8);
            return new ImageListSource(file, options.AllowOutside).Read(reader, options, isTraining, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem($"{member} ({file})", "a readable CSV file", UnreadableFile.Reason(exception)));
            return null;
        }
        catch (MaxFieldSizeException)
        {
            problems.Add(new Problem(
                $"{member} ({file})", FormattableString.Invariant($"fields of at most {TextTableReader.MostCharacters:N0} characters"), "a longer one", "Close every quote."));
            return null;
        }
    }

    private ImageListing? Read(StreamReader reader, ImageListOptions options, bool isTraining, List<Problem> problems)
    {
        using CsvParser parser = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = TextTableReader.MostCharacters,
            BadDataFound = bad => _rowProblems.Add($"{_file} row {bad.Context.Parser!.Row - 1}", "a row of CSV", $"\"{bad.Field}\""),
        });
        string[] header = parser.Read() ? parser.Record! : [];
        int missing = problems.Count;
        int path = Column(header, options.PathColumn, "data.pathColumn", problems);
        int label = Column(header, options.LabelColumn, "data.labelColumn", problems);
        bool grouped = isTraining && options.Split.Strategy == SplitStrategy.Grouped;
        bool timed = isTraining && options.Split.Strategy == SplitStrategy.Time;
        int group = grouped ? Column(header, options.Split.GroupBy, "data.split.groupBy", problems) : -1;
        int time = timed ? Column(header, options.Split.OrderBy, "data.split.orderBy", problems) : -1;
        if (problems.Count > missing)
        {
            return null;
        }

        for (int row = 1; parser.Read(); row++)
        {
            AddRow(row, parser.Record!, header, path, label, group, time);
        }

        if (_ids.Count == 0 && _rowProblems.Count == 0)
        {
            problems.Add(new Problem(_file, "at least one row below the header", "none"));
        }

        problems.AddRange(_rowProblems.ToProblems());
        return problems.Count > missing ? null : Listing(grouped, timed);
    }

    private ImageListing Listing(bool grouped, bool timed)
    {
        int repeated = _ids.Count - _ids.Distinct(StringComparer.Ordinal).Count();
        string salt = "imageList\n" + string.Join('\n', _labels) + "\n" + string.Join('\n', _groups) + "\n"
            + string.Join('\n', _times.Select(time => time.ToString("R", CultureInfo.InvariantCulture))) + "\n";
        return new ImageListing
        {
            Where = _file,
            Ids = _ids,
            Labels = _labels,
            Classes = [.. _labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ClassWord = "label",
            Content = new ImageFiles(_ids, _paths, salt),
            Groups = grouped ? _groups : null,
            Times = timed ? _times : null,
            Notes = repeated == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{_file}: {repeated} rows name an image that an earlier row names too")],
        };
    }

    private int Column(string[] header, string? name, string member, List<Problem> problems)
    {
        int index = name is null ? -1 : Array.IndexOf(header, name);
        if (index < 0)
        {
            problems.Add(new Problem(
                $"{_file} ({member})",
                name is null ? "the name of a column" : $"a column \"{name}\"",
                header.Length == 0 ? "an empty file" : "the columns " + string.Join(", ", header.Select(column => $"\"{column}\""))));
        }

        return index;
    }

    private void AddRow(int row, string[] fields, string[] header, int path, int label, int group, int time)
    {
        string At(int column) => string.Create(CultureInfo.InvariantCulture, $"{_file} row {row}, column \"{header[column]}\"");
        int before = _rowProblems.Count;
        if (fields.Length != header.Length)
        {
            _rowProblems.Add(
                string.Create(CultureInfo.InvariantCulture, $"{_file} row {row}"),
                string.Create(CultureInfo.InvariantCulture, $"{header.Length} fields"),
                fields.Length.ToString(CultureInfo.InvariantCulture));
            return;
        }

        string id = fields[path].Replace('\\', '/');
        string full = Path.GetFullPath(Path.Combine(_folder, id.Replace('\0', '?')));
        if (id.Length == 0 || (_inside is { } inside && !inside.Contains(full)))
        {
            string link = id.Length > 0 && RealPaths.IsWritten(_folder, full) ? ", a link that leads out of it" : "";
            _rowProblems.Add(At(path), "a path inside the file's folder (data.allowOutside allows others)", $"\"{fields[path]}\"{link}");
        }

        if (fields[label].Length == 0)
        {
            _rowProblems.Add(At(label), "a label", "an empty field");
        }

        if (group >= 0 && fields[group].Length == 0)
        {
            _rowProblems.Add(At(group), "a group", "an empty field");
        }

        double moment = 0;
        if (time >= 0 && !TryReadTime(fields[time], out moment))
        {
            _rowProblems.Add(At(time), "a number or an ISO 8601 date", $"\"{fields[time]}\"");
        }

        if (_rowProblems.Count == before)
        {
            Keep(Path.GetRelativePath(_folder, full).Replace('\\', '/'), full, fields[label], group < 0 ? null : fields[group], moment);
        }
    }

    private void Keep(string id, string path, string label, string? group, double time)
    {
        _ids.Add(id);
        _paths.Add(path);
        _labels.Add(label);
        _groups.Add(group ?? "");
        _times.Add(time);
    }

    private static bool TryReadTime(string text, out double time)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out time))
        {
            return double.IsFinite(time);
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool isDate = DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out DateTime date) && text.Length >= 8 && char.IsAsciiDigit(text[3]);
        time = isDate ? date.Ticks / (double)TimeSpan.TicksPerSecond : 0;
        return isDate;
    }
}
