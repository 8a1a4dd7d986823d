using System.Text.Json.Serialization.Metadata;

namespace ModelMine.Server.Shell.Wire;

/// <summary>
/// Makes what C# declares as never null be there when it is read: a text or object that a body leaves out is an error of
/// the caller's, and not a null that surfaces later. What has a default, or may be null, can be left out.
/// </summary>
internal static class RequiredMembers
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsValueType) continue;
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }) property.IsRequired = true;

            // The other way it is this server's own matter: an answer is not withheld for a null in it.
            if (property.Get is not null) property.IsGetNullable = true;
        }
    }
}
