using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace ModelMine.Server.Shell.Wire;

/// <summary>
/// Lets a query name a state as JSON does (<c>status=RUNNING</c>), in any case. The framework would take only the name that
/// it has in C#.
/// </summary>
internal sealed class QueryWords(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.HasValue && context.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is { } handler) Translate(context.Request, handler);
        return next(context);
    }

    private static void Translate(HttpRequest request, MethodInfo handler)
    {
        Dictionary<string, StringValues>? query = null;
        foreach (var parameter in handler.GetParameters())
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (!type.IsEnum || !request.Query.TryGetValue(parameter.Name!, out var word)) continue;
            if (Enum.GetNames(type).FirstOrDefault(name => IsWord(name, word)) is not { } known) continue;
            query ??= request.Query.ToDictionary(StringComparer.OrdinalIgnoreCase);
            query[parameter.Name!] = known;
        }

        if (query is not null) request.Query = new QueryCollection(query);
    }

    private static bool IsWord(string name, StringValues word) =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(name).Equals(word, StringComparison.OrdinalIgnoreCase);
}
