using System.Reflection;
using System.Text.Json.Serialization;

namespace MlPipelines.Host;

/// <summary>The configuration's own word for a kind of option, taken from where the option records define it.</summary>
internal static class ConfigurationWord
{
    /// <summary>The value of <c>type</c> that selects this kind: <c>imageFolder</c>, <c>cnn</c>.</summary>
    public static string Of(object options)
    {
        Type kind = options.GetType();
        for (Type? type = kind; type is not null; type = type.BaseType)
        {
            JsonDerivedTypeAttribute? known = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
                .FirstOrDefault(attribute => attribute.DerivedType == kind);
            if (known is not null)
            {
                return (string)known.TypeDiscriminator!;
            }
        }

        throw new ArgumentException($"{kind.Name} is not listed among the kinds of its base record.", nameof(options));
    }
}
