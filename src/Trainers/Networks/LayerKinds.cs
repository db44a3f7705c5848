using System.Reflection;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The configuration's word for each kind of layer, as the option records declare it.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<Type, string> Names = typeof(LayerOptions).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    /// <summary><c>conv2d</c>, <c>dense</c>, ...</summary>
    public static string Of(LayerOptions options) => Names[options.GetType()];

    /// <summary>Every kind of layer.</summary>
    public static IReadOnlyCollection<Type> All => Names.Keys;
}
