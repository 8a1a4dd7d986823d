using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ModelMine.Server.Data;

/// <summary>Times are stored as milliseconds since 1970 UTC: the same in each database, and comparable with <c>now_ms()</c>.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));

/// <summary>Enums are stored by the names that the API uses, such as <c>RUNNING</c>.</summary>
internal sealed class UpperSnakeConverter<T>() : ValueConverter<T, string>(value => ToName(value), name => FromName(name))
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
        .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static string ToName(T value) => Names[value];

    private static T FromName(string name) => Values[name];
}
