using System.Text.Json;
using CsCheck;
using ModelMine.Core.Logs;

namespace ModelMine.Tests.Core.Logs;

public sealed class JsonLogLineTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));

    [Fact]
    public void Line_HasItsValuesAsFields_OnceEachInSnakeCase() => new JsonLogLine
    {
        Time = Time, Level = "info", Message = "job_1 goes to node_2", Logger = "Grants", TraceId = "0af7", SpanId = "b7ad",
        Fields =
        [
            new("JobId", "job_1"), new("LeaseEpoch", 7L), new("Waited", 0.5), new("IsLast", true), new("Nothing", null),
            new("{OriginalFormat}", "{JobId} goes"), new("JobId", "another"), new("Message", "mine"), new("Score", double.NaN),
        ],
    }.ToString().ShouldBe(
        """{"time":"2026-01-02T01:04:05.678Z","level":"info","message":"job_1 goes to node_2","logger":"Grants","trace_id":"0af7","span_id":"b7ad","job_id":"job_1","lease_epoch":7,"waited":0.5,"is_last":true,"score":"NaN"}""");

    [Fact]
    public void AnyText_IsOneLineThatIsRead() => Gen.Select(Gen.String, Gen.String).Sample(
        (message, value) =>
        {
            var line = new JsonLogLine { Time = Time, Level = "info", Message = message, Exception = value, Fields = [new("Value", value)] }.ToString();

            line.ShouldNotContain('\n');
            line.ShouldNotContain('\r');
            JsonElement.Parse(line).GetProperty("level").GetString().ShouldBe("info");
        },
        iter: 2000);
}
