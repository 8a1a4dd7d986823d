using ModelMine.Server.Shell.Ports;

namespace ModelMine.Server.Shell.Lifetime;

/// <summary>Says in one line where the server is to be found, once it listens.</summary>
internal sealed class Announcement(IHostApplicationLifetime lifetime, ListeningPorts ports, ILogger<Announcement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => logger.LogInformation(
            "Web {Web} API {Api}", ports.Web.GetLeftPart(UriPartial.Authority), ports.Api.GetLeftPart(UriPartial.Authority)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
