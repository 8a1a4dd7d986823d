using System.Globalization;
using System.Text.Json;

using Microsoft.AspNetCore.Http;

using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Jobs;

/// <summary>
/// Serves a job's events like the real server, but breaks off: each connection sends so many events as the script says, then the
/// connection is aborted. After the script, a connection sends all.
/// </summary>
internal sealed class EventScript(long total, params int[] eventsBeforeBreak)
{
    private readonly Queue<int> _breaks = new(eventsBeforeBreak);

    /// <summary>Events that each connection begins before the one it should, to provoke duplicates.</summary>
    public int Repeats { get; init; }

    /// <summary>An event that is left out once, to provoke a gap; 0 for none.</summary>
    public long LeftOutOnce { get; set; }

    /// <summary>An event that is always left out; 0 for none.</summary>
    public long LeftOutAlways { get; init; }

    public List<long> Resumed { get; } = [];

    public async Task ServeAsync(HttpContext context)
    {
        var last = context.Request.Headers.TryGetValue("Last-Event-ID", out var header) ? long.Parse(header!, CultureInfo.InvariantCulture) : 0;
        Resumed.Add(last);
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": hello\n\n", context.RequestAborted);
        var left = _breaks.TryDequeue(out var count) ? count : int.MaxValue;
        for (var seq = Math.Max(1, last + 1 - Repeats); seq <= total; seq++)
        {
            if (left-- == 0)
            {
                // Half an event, then nothing: what a cut cable looks like.
                await context.Response.WriteAsync($"id: {seq}\ndata: {{\"jobId\"", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return;
            }

            if (seq == LeftOutAlways) continue;
            if (seq == LeftOutOnce)
            {
                LeftOutOnce = 0;
                continue;
            }

            await context.Response.WriteAsync($"id: {seq}\ndata: {JsonSerializer.Serialize(Samples.Event(seq, total), ModelMineJson.Options)}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
