using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Turns what the framework says of a request that it cannot read into words, with the place of what is wrong.</summary>
internal static partial class BadRequests
{
    public static Problem Describe(HttpContext context, BadHttpRequestException error)
    {
        if (error.StatusCode != StatusCodes.Status400BadRequest) return StatusProblems.Of(context, error.StatusCode);
        if (error.InnerException is JsonException json)
            return JsonErrors.Describe(json, ParameterType(context, Body().Match(error.Message).Groups["name"].Value));
        if (Unbound().Match(error.Message) is { Success: true } unbound)
            return Parameter(unbound.Groups["name"].Value, $"\"{unbound.Groups["value"].Value}\" is not allowed here", context);
        if (Missing().Match(error.Message) is { Success: true } missing)
            return Parameter(missing.Groups["name"].Value, "is missing", context);
        return error.Message.Contains("no body was provided", StringComparison.Ordinal)
            ? new Problem { Status = 400, Code = "no_body", Title = "The request has no body.", Detail = "Send a JSON object with \"Content-Type: application/json\"." }
            : StatusProblems.Of(context, error.StatusCode);
    }

    private static Problem Parameter(string name, string what, HttpContext context)
    {
        var expected = ExpectedValues.Of(ParameterType(context, name));
        return new Problem
        {
            Status = 400,
            Code = "invalid_parameter",
            Title = $"Parameter {name} {what}.",
            Detail = expected is null ? null : $"It takes {expected.Words}.",
            Errors = [new ProblemItem(name, expected is null ? what : $"{what}: it takes {expected.Words}") { Allowed = expected?.Allowed }],
        };
    }

    private static Type? ParameterType(HttpContext context, string name)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<MethodInfo>()?.GetParameters().FirstOrDefault(p => p.Name == name)?.ParameterType;
    }

    [GeneratedRegex("""^Failed to read parameter "\S+ (?<name>\w+)" from the request body""")]
    private static partial Regex Body();

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>\w+)" was not provided""")]
    private static partial Regex Missing();
}
