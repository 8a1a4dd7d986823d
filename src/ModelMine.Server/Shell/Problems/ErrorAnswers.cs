using Microsoft.AspNetCore.Diagnostics;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ports;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Answers what a request threw: refusals and unreadable requests with their reason, all else with an id to find it by in the log.</summary>
internal sealed class ErrorAnswers(ILogger<ErrorAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var outage = Outage(exception);
        var problem = exception switch
        {
            RefusedException refusal => refusal.Problem,
            BadHttpRequestException bad => BadRequests.Describe(httpContext, bad),
            _ => outage?.Problem ?? Unexpected(httpContext, exception),
        };
        var retryAfter = outage?.RetryAfter ?? (exception as RefusedException)?.RetryAfter;
        if (httpContext.IsForApi()) await ProblemAnswer.WriteAsync(httpContext, problem, retryAfter);
        else await PageAsync(httpContext, problem);
        return true;
    }

    /// <summary>What this server needs does not answer; null when that is not it.</summary>
    private static (Problem Problem, TimeSpan RetryAfter)? Outage(Exception exception) =>
        DatabaseProblems.Of(exception) is { } database ? (database, DatabaseProblems.RetryAfter)
        : ClusterProblems.Of(exception) is { } cluster ? (cluster, ClusterProblems.RetryAfter)
        : null;

    private Problem Unexpected(HttpContext context, Exception exception)
    {
        var traceId = ProblemAnswer.TraceIdOf(context);
        logger.LogError(exception, "{Method} {Path} broke; trace {TraceId}", context.Request.Method, context.Request.Path.Value, traceId);
        return new Problem
        {
            Status = 500, Code = "internal_error", Title = "Something broke in the server.", Detail = $"Its log tells more: look for {traceId}. Then try again.",
        };
    }

    private static Task PageAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        var encode = System.Text.Encodings.Web.HtmlEncoder.Default;
        return context.Response.WriteAsync($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{encode.Encode(problem.Title)} · ModelMine</title></head>
            <body><main><h1>{encode.Encode(problem.Title)}</h1><p>{encode.Encode(problem.Detail ?? "")}</p><p><a href="/">Start page</a></p></main></body></html>
            """, CancellationToken.None);
    }
}
