using System.Text;
using System.Text.Json;

namespace MlPipelines.Configuration;

/// <summary>
/// Reads JSON, comments and trailing commas allowed, into nodes that know where they stand. A syntax error ends the reading, since
/// what follows it would be guessed; a repeated member is reported and reading goes on.
/// </summary>
internal ref struct NodeReader
{
    /// <summary>Deeper than any option lies; it bounds the recursion here and in everything that walks the tree.</summary>
    private const int DeepestNesting = 32;

    private readonly byte[] _utf8;
    private readonly Func<int, string, Place> _placeOf;
    private readonly List<Finding> _findings;
    private readonly Stack<(char Closing, Place Place)> _open;
    private Utf8JsonReader _reader;

    private NodeReader(byte[] utf8, Func<int, string, Place> placeOf, List<Finding> findings)
    {
        _utf8 = utf8;
        _placeOf = placeOf;
        _findings = findings;
        _open = [];
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = DeepestNesting,
        });
    }

    /// <summary>Reads a file's text.</summary>
    /// <returns>The root, or null after a syntax error.</returns>
    public static ConfigurationNode? ReadFile(byte[] utf8, string fileName, List<Finding> findings)
    {
        TextPositions positions = new(utf8);
        return Read(utf8, "$", findings, (offset, path) =>
        {
            (int line, int column) = positions.At(offset);
            return new Place(fileName, line, column, path);
        });
    }

    /// <summary>Reads the right side of an override.</summary>
    /// <param name="json">The right side.</param>
    /// <param name="place">The override, with the path of the value that it sets.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <returns>The value, or null after a syntax error.</returns>
    public static ConfigurationNode? ReadOverride(string json, Place place, List<Finding> findings) =>
        Read(Encoding.UTF8.GetBytes(json), place.Path, findings, (_, path) => place with { Path = path });

    private static ConfigurationNode? Read(byte[] utf8, string rootPath, List<Finding> findings, Func<int, string, Place> placeOf)
    {
        NodeReader reader = new(utf8, placeOf, findings);
        try
        {
            reader._reader.Read();
            ConfigurationNode root = reader.ReadValue(rootPath);
            reader._reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            int offset = new TextPositions(utf8).Offset(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            findings.Add(SyntaxFinding.Describe(utf8, offset, exception.Message, reader._open, offset => placeOf(offset, rootPath)));
            return null;
        }
    }

    private ConfigurationNode ReadValue(string path)
    {
        Place place = _placeOf((int)_reader.TokenStartIndex, path);
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(place),
            JsonTokenType.StartArray => ReadArray(place),
            JsonTokenType.String => new TextNode(place, ReadText(place)),
            JsonTokenType.Number => new NumberNode(place, Encoding.UTF8.GetString(_reader.ValueSpan)),
            JsonTokenType.True => new BooleanNode(place, true),
            JsonTokenType.False => new BooleanNode(place, false),
            _ => new NullNode(place),
        };
    }

    private ObjectNode ReadObject(Place place)
    {
        OrderedDictionary<string, NodeMember> members = [];
        _open.Push(('}', place));
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            Place namePlace = _placeOf((int)_reader.TokenStartIndex, place.Path);
            string name = ReadText(namePlace);
            namePlace = namePlace with { Path = Place.Member(place.Path, name) };
            _reader.Read();
            NodeMember member = new(name, namePlace, ReadValue(namePlace.Path));
            if (!members.TryAdd(name, member))
            {
                Place first = members[name].NamePlace;
                _findings.Add(new Finding(
                    namePlace, "", "every member once", $"{Quoted.Text(name)} again",
                    first.Line > 0
                        ? FormattableString.Invariant($"It stands first at line {first.Line}; remove one of them.")
                        : "Remove one of them."));
            }
        }

        _open.Pop();
        return new ObjectNode(place, members.Values);
    }

    private ArrayNode ReadArray(Place place)
    {
        List<ConfigurationNode> items = [];
        _open.Push((']', place));
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(FormattableString.Invariant($"{place.Path}[{items.Count}]")));
        }

        _open.Pop();
        return new ArrayNode(place, items);
    }

    /// <summary>The token's text. JSON can escape half of a surrogate pair, which is no text.</summary>
    private readonly string ReadText(Place place)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            string raw = Encoding.UTF8.GetString(_reader.ValueSpan);
            _findings.Add(new Finding(place, "", "a text", $"half of a surrogate pair in {Quoted.Text(raw)}"));
            return raw;
        }
    }
}
