using System.Reflection;
using System.Text.RegularExpressions;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Finds what belongs at a place in a body.</summary>
internal static partial class JsonPlace
{
    /// <summary>The type at a JSON path such as <c>$.items[0].name</c>; null when it cannot be told.</summary>
    /// <param name="root">Type of the whole body.</param>
    /// <param name="path">The path.</param>
    public static Type? TypeAt(Type? root, string path)
    {
        var type = root;
        foreach (Match step in Steps().Matches(path))
        {
            if (type is null) return null;
            type = step.Groups["name"] is { Success: true } name ? Member(type, name.Value) : Element(type);
        }

        return type;
    }

    private static Type? Member(Type type, string name) =>
        type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;

    private static Type? Element(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Prepend(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    [GeneratedRegex(@"\.(?<name>\w+)|\[\d+\]")]
    private static partial Regex Steps();
}
