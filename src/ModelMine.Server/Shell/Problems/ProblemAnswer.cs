using System.Diagnostics;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Writes errors as RFC 9457 problem details.</summary>
internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";

    /// <summary>Answers with a problem; does nothing when the answer is on its way already.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem with { TraceId = TraceIdOf(context) }, ModelMineJson.Options, ContentType, CancellationToken.None);
    }

    /// <summary>Names this request in the log.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
