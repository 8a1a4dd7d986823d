using System.Net;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Observe;

/// <summary>Takes spans as an OpenTelemetry collector does, over HTTP, and keeps them.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpListener _listener = new();
    private readonly List<ReceivedSpan> _spans = [];
    private readonly Lock _lock = new();
    private readonly Task _listening;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Collector()
    {
        var (port, _) = FreePort.Pair();
        Address = new Uri($"http://127.0.0.1:{port}");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans
    {
        get
        {
            lock (_lock) return [.. _spans];
        }
    }

    /// <summary>The environment of a process that shall send its spans here.</summary>
    public Dictionary<string, string> Environment() => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>Waits until spans are here that fit.</summary>
    /// <param name="isEnough">Whether these are enough.</param>
    public async Task<IReadOnlyList<ReceivedSpan>> UntilAsync(Predicate<IReadOnlyList<ReceivedSpan>> isEnough)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_lock) more = _more.Task;
            var spans = Spans;
            if (isEnough(spans)) return spans;
            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"Within {Patience.TotalSeconds} s there came only:\n{string.Join('\n', spans.Select(span => $"{span.Process} {span.TraceId} {span.Name}"))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            try
            {
                await TakeAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening) return;
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        if (context.Request.Url!.AbsolutePath == "/v1/traces") Keep(ReceivedSpan.ReadAll(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
        context.Response.Close();
    }

    private void Keep(List<ReceivedSpan> spans)
    {
        TaskCompletionSource came;
        lock (_lock)
        {
            _spans.AddRange(spans);
            (came, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        came.SetResult();
    }
}
