using System.Net;

namespace ModelMine.Core.Contracts.Client;

/// <summary>The API answered with an error.</summary>
/// <param name="status">Status code of the answer.</param>
/// <param name="problem">What the server said; made up from the status code when the body was no problem document.</param>
public sealed class ApiException(HttpStatusCode status, Problem problem) : Exception(Describe(problem))
{
    /// <summary>Status code of the answer.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>What went wrong, and what to do about it.</summary>
    public Problem Problem { get; } = problem;

    private static string Describe(Problem problem) =>
        problem.Detail is { Length: > 0 } detail ? $"{problem.Title}: {detail}" : problem.Title;
}
