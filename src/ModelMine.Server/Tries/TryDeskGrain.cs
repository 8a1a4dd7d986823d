using Orleans.Concurrency;

namespace ModelMine.Server.Tries;

/// <inheritdoc cref="ITryDeskGrain"/>
/// <param name="time">The clock.</param>
/// <param name="lifetime">Says when the server stops.</param>
[Reentrant, KeepAlive]
internal sealed class TryDeskGrain(TimeProvider time, IHostApplicationLifetime lifetime) : Grain, ITryDeskGrain
{
    public const int MostOfAUser = 2;
    private static readonly TimeSpan NodeSeenFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitForAnyNode = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitForBusyNode = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPull = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NodeSilence = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, OpenTry> _open = new(StringComparer.Ordinal);
    private readonly List<WaitingNode> _waiting = [];
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public async Task<TryOpening> OpenAsync(TryTicket ticket)
    {
        Forget();
        if (_open.Values.Count(other => other.Ticket.UserId == ticket.UserId) >= MostOfAUser) return TryOpening.TooMany;
        var opened = new OpenTry(ticket, time.GetUtcNow());
        _open.Add(ticket.TryId, opened);
        Match();
        try
        {
            await opened.Chosen.Task.WaitAsync(_seen.Count > 0 ? WaitForBusyNode : WaitForAnyNode, time, lifetime.ApplicationStopping);
            return TryOpening.Answering;
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            _open.Remove(ticket.TryId);
            return _waiting.Count > 0 ? TryOpening.NoRoom : _seen.Count > 0 ? TryOpening.Busy : TryOpening.NoNode;
        }
    }

    public async Task<TryPieces> PullAsync(string tryId, int after, CancellationToken cancellation)
    {
        if (!_open.TryGetValue(tryId, out var opened)) return TryPieces.Lost;
        var changed = opened.Changed;
        if (opened.After(after).Count == 0 && !opened.IsComplete)
        {
            await UnlessTooLateAsync(changed, LongestPull, cancellation);
        }

        var pieces = opened.After(after);
        return new(pieces, opened.IsComplete, pieces.Count == 0 && !opened.IsComplete ? WhyNotWaitOn(opened) : null);
    }

    public Task CloseAsync(string tryId)
    {
        _open.Remove(tryId);
        return Task.CompletedTask;
    }

    public async Task<TryTicket?> ClaimAsync(TryOffer offer, CancellationToken cancellation)
    {
        _seen[offer.NodeId] = time.GetUtcNow();
        // An agent that was started anew asks again: nobody listens to its older request.
        foreach (var older in _waiting.Where(node => node.Offer.NodeId == offer.NodeId).ToList()) Dismiss(older);
        var waiting = new WaitingNode(offer, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Add(waiting);
        Match();
        await UnlessTooLateAsync(waiting.Given.Task, offer.Wait, cancellation);
        _seen[offer.NodeId] = time.GetUtcNow();
        Dismiss(waiting);
        return await waiting.Given.Task;
    }

    public Task<bool> PushAsync(string nodeId, string tryId, int first, IReadOnlyList<string> pieces, bool isLast)
    {
        _seen[nodeId] = time.GetUtcNow();
        if (!_open.TryGetValue(tryId, out var opened) || opened.NodeId != nodeId) return Task.FromResult(false);
        opened.Add(first, pieces, isLast, time.GetUtcNow());
        return Task.FromResult(true);
    }

    public Task<string?> WeightsOfAsync(string nodeId, string tryId) =>
        Task.FromResult(_open.TryGetValue(tryId, out var opened) && opened.NodeId == nodeId ? opened.Ticket.WeightsDigest : null);

    private void Match()
    {
        foreach (var opened in _open.Values.Where(opened => opened.NodeId is null).OrderBy(opened => opened.OpenedAt))
        {
            // Who has the weights answers soonest; else whoever waits longest.
            var chosen = _waiting.Where(node => node.Offer.FreeMemoryMiB >= opened.Ticket.MemoryMiB)
                .OrderByDescending(node => node.Offer.Cached.Contains(opened.Ticket.WeightsDigest)).FirstOrDefault();
            if (chosen is null) continue;
            _waiting.Remove(chosen);
            opened.GiveTo(chosen.Offer.NodeId, time.GetUtcNow());
            chosen.Given.TrySetResult(opened.Ticket);
        }
    }

    private void Dismiss(WaitingNode node)
    {
        _waiting.Remove(node);
        node.Given.TrySetResult(null);
    }

    private string? WhyNotWaitOn(OpenTry opened) =>
        time.GetUtcNow() - opened.HeardAt > NodeSilence ? "The node that was answering is gone. Try again: another one may answer."
        : time.GetUtcNow() - opened.OpenedAt > LongestTry ? $"There was no whole answer within {LongestTry.TotalMinutes:0} minutes. Try again, or ask for less."
        : null;

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (nodeId, at) in _seen)
            if (now - at > NodeSeenFor)
                _seen.Remove(nodeId);
        // Whoever asked closes a request; should the asker's server have died, it goes by its age.
        foreach (var (tryId, opened) in _open)
            if (now - opened.OpenedAt > LongestTry + LongestTry)
                _open.Remove(tryId);
    }

    /// <summary>Waits; not for long when the server stops, which waits for this grain's calls, also those of other servers.</summary>
    private async Task UnlessTooLateAsync(Task task, TimeSpan atMost, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        await Task.WhenAny(task, Task.Delay(atMost, time, either.Token));
    }

    private sealed record WaitingNode(TryOffer Offer, TaskCompletionSource<TryTicket?> Given);
}
