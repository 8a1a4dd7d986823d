using System.Text.Json;

namespace ModelMine.SystemTests.Observe;

/// <summary>One job, followed through two processes by its trace alone.</summary>
[Collection<ObservedNetwork.Viewers>]
public sealed class TraceTests(ObservedNetwork observed)
{
    private const string Server = "modelmine-server";
    private const string Agent = "modelmine-agent";

    [Fact]
    public async Task Job_IsOneTraceFromItsSubmitToItsSettlement_AcrossServerAndAgent()
    {
        var all = await SpansAsync();
        var submit = all.Where(span => span.Name == "submit").ShouldHaveSingleItem();
        submit.Tags["modelmine.job.id"].ShouldBe(observed.Job.Id);

        var request = The(all, submit.ParentId);
        request.Name.ShouldBe("POST /api/jobs/");
        request.ParentId.ShouldBe("", "a program asked that is not traced");
        var grant = Child(all, submit, Server, "grant");
        var attempt = Child(all, grant, Agent, "attempt");
        attempt.Tags["modelmine.job.id"].ShouldBe(observed.Job.Id);
        foreach (var stage in new[] { "fetch", "train", "upload" }) Child(all, attempt, Agent, stage);
        Child(all, attempt, Agent, "train").Events.ShouldBe(["first message", "last message"]);

        var settle = all.Where(span => span.Name == "settle").ShouldHaveSingleItem();
        Child(all, settle, Server, "write");
        PathTo(all, settle).ShouldBe(
            [$"{Server} POST /api/jobs/", $"{Server} submit", $"{Server} grant", $"{Agent} attempt", $"{Agent} POST", $"{Server} POST /api/nodes/attempts/{{attemptId}}/complete", $"{Server} settle"]);
        var report = all.First(span => span.Name == "POST /api/nodes/attempts/{attemptId}/report");
        report.Process.ShouldBe(Server);
        PathTo(all, report).ShouldContain($"{Agent} attempt");

        all.Where(span => span.TraceId == submit.TraceId && span.Began > span.Ended).ShouldBeEmpty();
        submit.Began.ShouldBeLessThan(attempt.Began);
    }

    [Fact]
    public async Task Heartbeats_ClaimsAndScrapes_MakeNoTrace()
    {
        await SpansAsync();

        var all = observed.Collector.Spans;
        var traced = all.Where(span => span.Name == "submit").Select(span => span.TraceId).ToHashSet();
        all.Where(span => span.Process == Agent && !traced.Contains(span.TraceId)).ShouldBeEmpty();
        all.Where(span => span.Name.Contains("heartbeat") || span.Name.Contains("claim") || span.Name.Contains("metrics")).ShouldBeEmpty();
    }

    [Fact]
    public async Task LogsOfServerAndAgent_NameTheJobAndItsTrace()
    {
        var trace = (await SpansAsync())[0].TraceId;
        await observed.Network.Agent.LineAsync("is settled");

        var server = Lines(observed.Network.Server.Output).Where(line => Text(line, "job_id") == observed.Job.Id).ToList();
        server.ShouldContain(line => Text(line, "message").Contains("goes to node_") && line.GetProperty("lease_epoch").GetInt64() == 1 && Text(line, "node_id").StartsWith("node_"));
        server.ShouldContain(line => Text(line, "message").Contains("is trained and settled"));
        var agent = Lines(observed.Network.Agent.Output).Where(line => Text(line, "job_id") == observed.Job.Id).ToList();
        agent.ShouldContain(line => Text(line, "message").Contains("is settled") && Text(line, "trace_id") == trace && Text(line, "level") == "info");
        agent.ShouldAllBe(line => Text(line, "attempt_id").StartsWith("att_") && Text(line, "node_id").StartsWith("node_"));
    }

    /// <summary>The spans of the job's trace, once all are here.</summary>
    private async Task<IReadOnlyList<ReceivedSpan>> SpansAsync()
    {
        var all = await observed.Collector.UntilAsync(spans => TraceOf(spans) is { } trace && spans.Any(span => span.Name == "attempt" && span.TraceId == trace) && spans.Any(span => span.Name == "settle" && span.TraceId == trace));
        return [.. all.Where(span => span.TraceId == TraceOf(all))];
    }

    private string? TraceOf(IReadOnlyList<ReceivedSpan> spans) =>
        spans.FirstOrDefault(span => span.Name == "submit" && span.Tags.GetValueOrDefault("modelmine.job.id") == observed.Job.Id)?.TraceId;

    /// <summary>Every line is JSON, or this fails.</summary>
    private static List<JsonElement> Lines(string output) => [.. output.Split('\n').Select(line => JsonElement.Parse(line))];

    private static string Text(JsonElement line, string field) => line.TryGetProperty(field, out var value) ? value.GetString()! : "";

    private static ReceivedSpan The(IReadOnlyList<ReceivedSpan> all, string id) => all.Single(span => span.Id == id);

    private static ReceivedSpan Child(IReadOnlyList<ReceivedSpan> all, ReceivedSpan parent, string process, string name) => all
        .Where(span => span.ParentId == parent.Id && span.TraceId == parent.TraceId && span.Name == name && span.Process == process)
        .ShouldHaveSingleItem($"{process} {name} below {parent.Name}");

    private static List<string> PathTo(IReadOnlyList<ReceivedSpan> all, ReceivedSpan span)
    {
        var path = new List<string>();
        for (var here = span; ; here = The(all, here.ParentId))
        {
            path.Insert(0, $"{here.Process} {here.Name}");
            if (here.ParentId.Length == 0) return path;
        }
    }
}
