using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ModelMine.Core.Contracts.Client;

/// <summary>One connection to a job's server-sent events, until it ends or breaks. What broke it is kept, not thrown.</summary>
internal sealed class JobEventConnection : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<HttpResponseMessage>> _open;
    private readonly CancellationToken _cancellation;
    private readonly TimeSpan _silenceTimeout;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenRegistration _link;
    private HttpResponseMessage? _response;
    private IAsyncEnumerator<SseItem<JobEvent?>>? _events;

    public JobEventConnection(
        Func<CancellationToken, Task<HttpResponseMessage>> open, TimeSpan silenceTimeout, TimeProvider time, CancellationToken cancellation)
    {
        _open = open;
        _cancellation = cancellation;
        _silenceTimeout = silenceTimeout;
        _silence = new CancellationTokenSource(silenceTimeout, time);
        _link = cancellation.Register(static state => ((CancellationTokenSource)state!).Cancel(), _silence);
    }

    /// <summary>Whether the server answered.</summary>
    public bool Opened => _events is not null;

    /// <summary>Whether the server said that the job has ended, and that there is no event after the last one known.</summary>
    public bool NothingFollows => _response?.StatusCode is HttpStatusCode.NoContent;

    /// <summary>What broke it; null while it lives, and when the server closed it in order.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The next event; null when the connection ended.</summary>
    /// <exception cref="ApiException">The server says no, and would say so again.</exception>
    public async Task<JobEvent?> NextAsync()
    {
        try
        {
            _events ??= await OpenAsync();
            while (await _events.MoveNextAsync())
                if (_events.Current.Data is { } jobEvent)
                    return jobEvent;
        }
        catch (ApiException e) when (e.Status >= HttpStatusCode.InternalServerError || e.Status is HttpStatusCode.TooManyRequests)
        {
            Failure = e;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Failure = e;
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            Failure = new HttpRequestException($"The server sent nothing for {_silenceTimeout.TotalSeconds:0} s.");
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null) await _events.DisposeAsync();
        _response?.Dispose();
        await _link.DisposeAsync();
        _silence.Dispose();
    }

    private async Task<IAsyncEnumerator<SseItem<JobEvent?>>> OpenAsync()
    {
        _response = await _open(_silence.Token);
        var stream = await _response.Content.ReadAsStreamAsync(_silence.Token);
        var observed = new ObservedStream(stream, () => _silence.CancelAfter(_silenceTimeout));
        return SseParser.Create(observed, Parse).EnumerateAsync(_silence.Token).GetAsyncEnumerator(_silence.Token);
    }

    // A server may send events of other kinds, such as a sign of life: they carry no JSON object.
    private static JobEvent? Parse(string eventType, ReadOnlySpan<byte> data) =>
        data.StartsWith("{"u8) ? JsonSerializer.Deserialize<JobEvent>(data, ModelMineJson.Options) : null;
}
