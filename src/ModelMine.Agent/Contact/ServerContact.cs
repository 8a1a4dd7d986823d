using Microsoft.Extensions.Logging;
using ModelMine.Agent.Shell;

namespace ModelMine.Agent.Contact;

/// <summary>Knows whether the server can be reached, and says so once each time that it changes; and whether it still knows this node.</summary>
/// <param name="server">The server's address, for the log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ServerContact(Uri server, TimeProvider time, ILogger<ServerContact> logger)
{
    private readonly TaskCompletionSource<AgentFailure> _turnedAway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private long? _awaySince;
    private long _lastAnswer = long.MinValue;

    /// <summary>Completes when the server refuses this node's token: nothing that the agent does can help.</summary>
    public Task<AgentFailure> TurnedAway => _turnedAway.Task;

    /// <summary>A request was not answered, or answered with a fault of the server.</summary>
    /// <param name="why">What happened.</param>
    /// <param name="sentAt">When it was sent: one that is older than the newest answer tells nothing new.</param>
    public void Failed(Exception why, long sentAt)
    {
        lock (_lock)
        {
            if (_awaySince is not null || sentAt < _lastAnswer) return;
            _awaySince = time.GetTimestamp();
        }

        logger.LogWarning("The server at {Server} does not answer ({Why}). The agent keeps trying, and keeps what it has to say.", server, why.Message);
    }

    /// <summary>A request was answered.</summary>
    /// <param name="sentAt">When it was sent: the answer to one that is older than the silence may be older than it, too.</param>
    public void Answered(long sentAt)
    {
        long since;
        lock (_lock)
        {
            _lastAnswer = time.GetTimestamp();
            if (_awaySince is not { } began || sentAt < began) return;
            (since, _awaySince) = (began, null);
        }

        logger.LogInformation("The server at {Server} answers again after {Seconds:0.0} s.", server, time.GetElapsedTime(since).TotalSeconds);
    }

    /// <summary>The server refused this node's token.</summary>
    /// <param name="why">What it said.</param>
    public void Refused(string why) => _turnedAway.TrySetResult(new AgentFailure(
        AgentExit.NotEnrolled,
        $"The server at {server} does not accept this node's token: {why} It was revoked, or belongs to another server. "
        + "To join as a new node, move identity.json and node.key out of the agent's folder, and start again with a new code (modelmine nodes add)."));
}
