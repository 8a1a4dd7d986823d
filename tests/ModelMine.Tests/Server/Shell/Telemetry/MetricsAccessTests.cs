using System.Net;

namespace ModelMine.Tests.Server.Shell.Telemetry;

public sealed class MetricsAccessTests
{
    [Fact]
    public async Task Metrics_UnlessOpened_AreForThisMachineAndNotForWhomAProxyAsks()
    {
        await using var app = await TestApp.StartAsync();
        var client = app.CreateClient(app.Api);
        (await client.GetAsync("metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.CreateClient(app.Web).GetAsync("metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);

        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var answer = await client.GetAsync("metrics");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("ModelMine:Telemetry:Prometheus = open");
    }

    [Fact]
    public async Task Metrics_Opened_AreForAll()
    {
        await using var app = await TestApp.StartAsync(new() { ["ModelMine:Telemetry:Prometheus"] = "open" });
        var client = app.CreateClient(app.Api);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        (await client.GetStringAsync("metrics")).ShouldContain("modelmine_database_up");
    }

    [Fact]
    public async Task Metrics_TurnedOff_AreNotThere()
    {
        await using var app = await TestApp.StartAsync(new() { ["ModelMine:Telemetry:Prometheus"] = "off" });

        (await app.CreateClient(app.Api).GetAsync("metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
