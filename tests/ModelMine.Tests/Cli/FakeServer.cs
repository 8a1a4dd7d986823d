using System.Collections.Concurrent;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli;

/// <summary>A real HTTP server on a free loopback port that answers what a test wants, and remembers what it was asked.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://localhost");

    public ConcurrentQueue<SeenRequest> Requests { get; } = [];

    public static async Task<FakeServer> StartAsync(Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => ModelMineJson.Apply(options.SerializerOptions));
        var server = new FakeServer(builder.Build());
        server._app.Use(server.RememberAsync);
        map(server._app.MapGroup("/api"));
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>A problem as the real server answers it.</summary>
    public static IResult Refuse(int status, string title, params ProblemItem[] errors) => Results.Json(
        new Problem { Title = title, Status = status, Detail = "What to do.", Errors = errors.Length == 0 ? null : errors },
        ModelMineJson.Options,
        "application/problem+json",
        status);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RememberAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        Requests.Enqueue(new SeenRequest(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        await next(context);
    }
}

/// <summary>A request as the fake server saw it.</summary>
internal sealed record SeenRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
