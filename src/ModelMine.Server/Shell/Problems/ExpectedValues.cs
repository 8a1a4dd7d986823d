using System.Text.Json;

namespace ModelMine.Server.Shell.Problems;

/// <summary>What a place in a request takes, in words, and as a list when it can be listed.</summary>
internal sealed record ExpectedValues(string Words, IReadOnlyList<string>? Allowed = null)
{
    public static ExpectedValues? Of(Type? type)
    {
        if (type is null) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName).ToList();
            return new ExpectedValues($"one of {string.Join(", ", names)}", names);
        }

        return type switch
        {
            _ when type == typeof(int) || type == typeof(long) => new("a whole number"),
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => new("a number"),
            _ when type == typeof(bool) => new("true or false", ["true", "false"]),
            _ when type == typeof(string) => new("text"),
            _ when type == typeof(DateTimeOffset) => new("a time such as 2026-01-31T12:00:00Z"),
            _ when type.IsArray || type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => new("a list"),
            _ => new("an object"),
        };
    }
}
