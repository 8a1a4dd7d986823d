using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ModelMine.Server.Shell.Wire;

/// <summary>
/// Makes what C# declares as never null be there when it is read: a text or object that a body leaves out, or gives as
/// null, is an error of the caller's and not a null that surfaces later. What has a default, or may be null, can be left out.
/// </summary>
internal static class RequiredMembers
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly == typeof(object).Assembly) return;
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsValueType || property.AttributeProvider is not PropertyInfo declared) continue;
            if (new NullabilityInfoContext().Create(declared).ReadState != NullabilityState.NotNull) continue;
            if (property.AssociatedParameter is { HasDefaultValue: false }) property.IsRequired = true;
            if (property.Set is not null || property.AssociatedParameter is not null) property.IsSetNullable = false;
        }
    }
}
