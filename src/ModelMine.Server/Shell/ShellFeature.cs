using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell.Clustering;
using ModelMine.Server.Shell.Docs;
using ModelMine.Server.Shell.Health;
using ModelMine.Server.Shell.Lifetime;
using ModelMine.Server.Shell.Logging;
using ModelMine.Server.Shell.Ports;
using ModelMine.Server.Shell.Problems;
using ModelMine.Server.Shell.Protection;
using ModelMine.Server.Shell.Settings;
using ModelMine.Server.Shell.Telemetry;
using ModelMine.Server.Shell.Wire;

namespace ModelMine.Server.Shell;

/// <summary>Registers what all features stand on: settings, time, ports, the wire format, errors, protection, health, the log.</summary>
public static class ShellFeature
{
    /// <summary>How long the server may take to end what is open. Whatever ends it by force must wait longer.</summary>
    internal static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private const long LargestBody = 1024 * 1024;

    /// <summary>Adds what all features stand on.</summary>
    /// <param name="builder">The server's builder.</param>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ModelMineOptions>(ModelMineOptions.Section);
        services.AddSettings<UserLimitOptions>(UserLimitOptions.Section);
        services.AddCluster();
        services.AddSingleton(TimeProvider.System);
        builder.AddServerLog();
        builder.AddTelemetry();
        services.AddSingleton<ListeningPorts>();
        services.AddOptions<KestrelServerOptions>().Configure<ListeningPorts, IOptions<ModelMineOptions>>((kestrel, ports, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            ports.Listen(kestrel, options.Value);
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddWireFormat();
        services.AddExceptionHandler<ErrorAnswers>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        services.AddLocalHosts();
        services.AddTrustedProxies();
        services.AddSessionKeys();
        services.AddRateLimits();
        services.AddSingleton<Readiness>();
        services.AddApiDocument();
        services.AddHostedService<Announcement>();
        services.AddHostedService<ParentWatch>();
        return builder;
    }

    /// <summary>Puts in order what each request goes through before its route.</summary>
    /// <param name="app">The server.</param>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<ApiAtRoot>();
        app.UseRequestLog();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseWhen(context => context.IsForApi(), api => api.UseStatusCodePages(
            status => ProblemAnswer.WriteAsync(status.HttpContext, StatusProblems.Of(status.HttpContext, status.HttpContext.Response.StatusCode))));
        app.UseWhen(context => !context.IsForApi(), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseMiddleware<QueryWords>();
        app.UseMiddleware<SameOriginOnly>();
        app.UseMiddleware<EndWithServer>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps health and the API's description.</summary>
    /// <param name="app">The server.</param>
    /// <returns>The root that features map their routes below.</returns>
    public static IEndpointRouteBuilder MapApi(this WebApplication app)
    {
        app.MapApiDocument();
        var api = app.MapGroup("/api");
        api.MapGet("", () => TypedResults.Ok(ApiIndex.Instance)).WithTags("Health").WithSummary("What is where.");
        api.MapHealth();
        api.MapMetrics();
        return api;
    }
}
