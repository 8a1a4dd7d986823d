using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Net;

/// <summary>One request on its way.</summary>
/// <param name="from">Who asks.</param>
/// <param name="method">The method.</param>
/// <param name="path">The path below <c>/api/</c>.</param>
/// <param name="headers">The request's headers.</param>
/// <param name="body">Its body.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing.")]
internal sealed class Call(Actor from, string method, string path, HttpRequestHeaders headers, byte[] body)
{
    private readonly CancellationTokenSource _hungUp = new();

    public Actor From => from;

    public string Method => method;

    public string Path => path;

    public byte[] Body => body;

    /// <summary>Who the caller says it is: a node's or a user's id.</summary>
    public string Caller { get; } = headers.Authorization?.Parameter ?? "";

    /// <summary>Canceled once the server notices that the caller is gone.</summary>
    public CancellationToken HungUp => _hungUp.Token;

    /// <summary>The server that took it.</summary>
    public Actor? Server { get; set; }

    /// <summary>The answer. Completed outside of any context, as a socket does.</summary>
    public TaskCompletionSource<HttpResponseMessage> Answer { get; } = new();

    /// <summary>For the trace.</summary>
    public string Verb => path[(path.LastIndexOf('/') + 1)..] is { Length: < 20 } word ? word : "blob";

    public string? Header(string name) => headers.TryGetValues(name, out var values) ? values.First() : null;

    public long Number(string name) => long.Parse(Header(name)!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The caller hears after a while that the connection broke.</summary>
    public void Break(TimeSpan after) => from.Scheduler.Add(after, from, () => Answer.TrySetException(new HttpRequestException("The connection broke.")));

    /// <summary>The caller gave up; the server notices after a while.</summary>
    public void HangUp(CancellationToken gaveUp)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Answer.TrySetCanceled(gaveUp);
        SynchronizationContext.SetSynchronizationContext(context);
        from.Scheduler.Add(from.Scheduler.Span(1, 40), null, () => Server?.Deliver(_hungUp.Cancel));
    }
}
