using System.Diagnostics;
using System.Globalization;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Writes errors as RFC 9457 problem details.</summary>
internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";

    /// <summary>Answers with a problem; does nothing when the answer is on its way already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="retryAfter">How long to wait before asking again.</param>
    public static Task WriteAsync(HttpContext context, Problem problem, TimeSpan? retryAfter = null)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        if (retryAfter is { } wait) context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem with { TraceId = TraceIdOf(context) }, ModelMineJson.Options, ContentType, CancellationToken.None);
    }

    /// <summary>Whole seconds to wait, at least one.</summary>
    public static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));

    /// <summary>Names this request in the log.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
