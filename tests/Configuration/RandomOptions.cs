using System.Collections;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Tests.Configuration;

/// <summary>Makes options of every kind with values from all over their ranges.</summary>
internal static class RandomOptions
{
    private static readonly string[] _texts = ["a", "\u00e9t\u00e9", "\ud83d\ude00", "quote \" and \\ backslash", "<b>", "line\nfeed", "x/y", " ", "\u0001"];

    private static readonly string[] _jsonValues = ["1.50", "\"a\"", "true", "[1,\"b\"]", "{\"type\":\"sgd\",\"momentum\":null}"];

    public static ScenarioOptions Scenario(int seed)
    {
        CounterRandom random = new(seed, 0, RandomStream.Sampling);
        return (ScenarioOptions)Make(OptionShapes.Scenario, ref random);
    }

    private static object Make(OptionShape shape, ref CounterRandom random) => shape switch
    {
        RecordShape record => Record(record, ref random),
        UnionShape union => Record(union.Cases[random.NextInt(union.Cases.Count)].Shape, ref random),
        EnumShape names => names.Values.Values.ElementAt(random.NextInt(names.Values.Count)),
        BooleanShape => random.NextInt(2) == 0,
        NumberShape { IsInteger: true } number => (int)Between(number, ref random),
        NumberShape number => Between(number, ref random),
        TextShape { MaximumLength: 1 } => ";",
        TextShape => _texts[random.NextInt(_texts.Length)],
        PatchShape => JsonNode.Parse("""{"training":{"epochs":1e2,"earlyStopping":null},"b":[1.50,"\u00e9",true]}""")!.AsObject(),
        ValueShape => JsonNode.Parse(_jsonValues[random.NextInt(_jsonValues.Length)])!,
        ListShape list => List(list, ref random),
        MapShape map => Map(map, ref random),
        _ => throw new NotSupportedException($"{shape}"),
    };

    private static object Record(RecordShape shape, ref CounterRandom random)
    {
        object record = Activator.CreateInstance(shape.Type)!;
        foreach (MemberShape member in shape.Members)
        {
            if (member.IsRequired || random.NextInt(3) > 0)
            {
                member.Property.SetValue(record, Make(member.Shape, ref random));
            }
        }

        return record;
    }

    private static double Between(NumberShape number, ref CounterRandom random)
    {
        NumberRange range = number.Range ?? new NumberRange(-1e6, 1e6);
        double value = random.NextInt(4) switch
        {
            0 => range.Minimum,
            1 => range.Maximum,
            _ => range.Minimum + ((range.Maximum - range.Minimum) * random.NextDouble()),
        };
        return range.Contains(value) ? value : Math.BitDecrement((range.Minimum + range.Maximum) / 2);
    }

    private static object List(ListShape shape, ref CounterRandom random)
    {
        IList items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(shape.Element.Type))!;
        for (int left = shape.Length ?? random.NextInt(4); left > 0; left--)
        {
            items.Add(Make(shape.Element, ref random));
        }

        return items;
    }

    private static object Map(MapShape shape, ref CounterRandom random)
    {
        IDictionary values = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), shape.Value.Type))!;
        for (int left = random.NextInt(4); left > 0; left--)
        {
            values[_texts[random.NextInt(_texts.Length)]] = Make(shape.Value, ref random);
        }

        return values;
    }
}
