using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Shell;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_WithHeldRequestsOpen_EndsThemAndDoesNotWaitForThem()
    {
        var arrival = new Arrival("/nodes/watch");
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<IStartupFilter>(arrival));
        var user = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(user);
        var request = new SubmitJobRequest { Title = "Watched", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 100 };
        var job = JsonSerializer.Deserialize<JobDetail>(
            await (await user.Http.PostJsonAsync(Routes.Jobs, request)).Content.ReadAsStringAsync(), ModelMineJson.Options)!;
        using var events = await user.Http.GetAsync(Routes.Events(job.Id), HttpCompletionOption.ResponseHeadersRead);
        var stream = await events.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[1]);
        var watching = node.Http.PostJsonAsync(Routes.Watch, new WatchRequest([], 30));
        await arrival.Task;

        var began = Stopwatch.GetTimestamp();
        await app.Get<IHost>().StopAsync();

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(8));
        using var rest = new StreamReader(stream);
        await rest.ReadToEndAsync();
        await (await watching).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "stopping");
    }

    /// <summary>Tells when a request for a path has reached the server.</summary>
    private sealed class Arrival(string path) : IStartupFilter
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _arrived.Task;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Path.Value?.EndsWith(path, StringComparison.Ordinal) == true) _arrived.TrySetResult();
                return rest(context);
            });
            next(app);
        };
    }
}
