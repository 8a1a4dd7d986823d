using System.Diagnostics.Metrics;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>Says how many servers this one knows of, and whether Redis answers it.</summary>
internal sealed class ClusterMeter : IHostedService
{
    public ClusterMeter(IMeterFactory meters, ISiloStatusOracle silos, IServiceProvider services)
    {
        var meter = meters.ServerMeter();
        meter.CreateObservableGauge(
            "modelmine.cluster.servers", () => silos.GetApproximateSiloStatuses(onlyActive: true).Count, "{server}", "Servers that work together, by this one's word.");
        if (services.GetService<MembershipKeeper>() is { } keeper)
            meter.CreateObservableGauge("modelmine.redis.up", () => keeper.IsAway ? 0 : 1, description: "1 while Redis answers, else 0. Only in a cluster.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
