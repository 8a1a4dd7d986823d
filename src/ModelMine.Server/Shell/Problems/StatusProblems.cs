using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>What to say when all that is known is a status.</summary>
internal static class StatusProblems
{
    public static Problem Of(HttpContext context, int status)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        return status switch
        {
            400 => New(status, "bad_request", "The request cannot be understood.", "Compare it with the API's description at /docs."),
            401 => New(status, "not_signed_in", "Sign in first.", "Send the session's cookie, or a personal token as \"Authorization: Bearer mm_pat_…\"."),
            403 => New(status, "forbidden", "You may not do this.", "The API's description at /docs says who may."),
            404 => New(status, "not_found", $"There is nothing at {path}.", "Compare the path with the API's description at /docs."),
            405 => New(status, "method_not_allowed", $"{path} does not answer to {method}.", $"It answers to: {Allowed(context)}."),
            413 => New(status, "too_large", "The body is too large.", "The API takes at most 1 MiB in a request; files go by the routes made for them."),
            415 => New(status, "not_json", "The body is not marked as JSON.", "Send it with \"Content-Type: application/json\"."),
            499 => New(status, "gone", "The caller hung up.", "Ask again."),
            _ => New(status, "error", $"HTTP {status}", null),
        };
    }

    private static string Allowed(HttpContext context) =>
        context.Response.Headers.Allow.ToString() is { Length: > 0 } allowed ? allowed : "another method";

    private static Problem New(int status, string code, string title, string? detail) =>
        new() { Status = status, Code = code, Title = title, Detail = detail };
}
