using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>Serves a <see cref="FakeNetwork"/> over real HTTP on a free loopback port; can die and come back on the same port.</summary>
internal sealed class FakeServer(FakeNetwork network) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = new();
    private WebApplication? _app;
    private CancellationTokenSource _dead = new();

    /// <summary>The <c>traceparent</c> that came with each request, after its verb.</summary>
    public ConcurrentQueue<(string Verb, string TraceParent)> Traces { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The next request of that verb meets a fault: <c>report</c>, <c>complete</c>, <c>PATCH</c>, <c>GET</c>, …</summary>
    public void Next(string verb, params Fault[] faults)
    {
        foreach (var fault in faults) _faults.GetOrAdd(verb, _ => new()).Enqueue(fault);
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString()).UseShutdownTimeout(TimeSpan.Zero);
        builder.Services.ConfigureHttpJsonOptions(options => ModelMineJson.Apply(options.SerializerOptions));
        _app = builder.Build();
        _dead = new CancellationTokenSource();
        _app.Use(MeetFaultsAsync);
        FakeRoutes.Map(_app.MapGroup("/api"), network, _dead.Token);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Dies as a killed process does: open requests break.</summary>
    public async Task DieAsync()
    {
        if (_app is null) return;
        // The door first: a request that breaks must not be followed by one that is answered.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _dead.CancelAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await DieAsync();
        _dead.Dispose();
    }

    private async Task MeetFaultsAsync(HttpContext context, RequestDelegate next)
    {
        var verb = context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal)
            ? context.Request.Method
            : context.Request.Path.Value.Split('/')[^1];
        Traces.Enqueue((verb, context.Request.Headers.TraceParent.ToString()));
        if (!_faults.TryGetValue(verb, out var faults) || !faults.TryDequeue(out var fault))
        {
            await next(context);
            return;
        }

        switch (fault)
        {
            case Fault.AnswerLost:
                var body = context.Response.Body;
                context.Response.Body = Stream.Null;
                await next(context);
                context.Response.Body = body;
                context.Abort();
                break;
            case Fault.RequestLost:
                context.Abort();
                break;
            case Fault.HalfTaken:
                context.Items[nameof(Fault.HalfTaken)] = true;
                await next(context);
                context.Abort();
                break;
            default:
                context.Response.StatusCode = fault == Fault.Unavailable ? 503 : 400;
                await context.Response.WriteAsJsonAsync(
                    new Problem { Title = fault.ToString(), Status = context.Response.StatusCode }, ModelMineJson.Options, "application/problem+json");
                break;
        }
    }
}
