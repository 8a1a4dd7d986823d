using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Problems;

namespace ModelMine.Server.Shell.Lifetime;

/// <summary>Marks routes whose requests stay open for long.</summary>
public static class LongRequests
{
    /// <summary>
    /// Ends the route's open requests when the server stops, which would otherwise wait for them: their cancellation token
    /// fires, and what was not answered yet is answered by 503 with <c>Retry-After</c>.
    /// </summary>
    /// <typeparam name="T">Kind of builder.</typeparam>
    /// <param name="route">The route, or group of routes.</param>
    public static T EndWithServer<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(Mark.Instance);

    internal sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}

internal sealed class EndWithServer(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    private static readonly Problem Stopping = new()
    {
        Status = StatusCodes.Status503ServiceUnavailable, Code = "stopping", Title = "The server is stopping.", Detail = "Ask again in a second.",
    };

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LongRequests.Mark>() is null ? next(context) : InvokeLongAsync(context);

    private async Task InvokeLongAsync(HttpContext context)
    {
        var hungUp = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hungUp, lifetime.ApplicationStopping);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !hungUp.IsCancellationRequested)
        {
            await ProblemAnswer.WriteAsync(context, Stopping, TimeSpan.FromSeconds(1));
        }
        finally
        {
            context.RequestAborted = hungUp;
        }
    }
}
