using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Observe;

/// <summary>A network that sends its spans to a collector and writes its logs as JSON, before and after one job.</summary>
public sealed class ObservedNetwork : IAsyncLifetime
{
    /// <summary>A title that may be in no measurement.</summary>
    public const string Title = "Cure-of-a-rare-disease";

    /// <summary>The tests that look at the same network, one after the other.</summary>
    [CollectionDefinition]
    public sealed class Viewers : ICollectionFixture<ObservedNetwork>;

    /// <summary>Half a second of work, then a result.</summary>
    private const int Seed = 5;

    internal Collector Collector { get; } = new();

    internal RealNetwork Network { get; private set; } = null!;

    internal JobDetail Job { get; private set; } = null!;

    internal Scrape Before { get; private set; } = null!;

    internal Scrape After { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var server = Collector.Environment();
        server["ModelMine__Telemetry__OtlpEndpoint"] = server["OTEL_EXPORTER_OTLP_ENDPOINT"];
        server["ModelMine__Telemetry__OtlpProtocol"] = "http";
        server.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        server.Remove("OTEL_EXPORTER_OTLP_PROTOCOL");
        server["ModelMine__Logs"] = "json";
        var agent = Collector.Environment();
        foreach (var (name, value) in StubJobs.Environment()) agent[name] = value;
        agent["MODELMINE_LOGS"] = "json";
        Network = await RealNetwork.StartAsync(server, agent);
        await Network.Agent.LineAsync("Ready:");
        Before = await Scrape.ReadAsync(Network.Api);
        var submitted = await StubJobs.SubmitAsync(Network, Seed, Title);
        Job = await StubJobs.EndAsync(Network, submitted.Id);
        Job.Status.ShouldBe(JobStatus.Completed, Network.Logs());
        After = await Scrape.ReadAsync(Network.Api);
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
