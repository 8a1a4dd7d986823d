using System.Diagnostics;
using System.Threading.Channels;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Data;

/// <summary>
/// The one writer of this server. Commits, not statements, are what a database is slow at: so writes queue up, and
/// whatever waits is committed as one transaction. Each write stands for itself: it sees the ones before it, and if it
/// throws, only its own statements are undone. A write's task completes after its commit is durable, or throws.
/// Where other servers write to the same database, a write may be run more than once before it is committed.
/// </summary>
public sealed partial class GroupCommit : BackgroundService
{
    private const int LargestGroup = 256;

    /// <summary>How often a write is run alone before its caller is told of the collision.</summary>
    private const int MostTries = 5;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly WriteGroup _group;
    private readonly bool _hasOtherWriters;
    private readonly WriterMeter _meter;
    private readonly ILogger<GroupCommit> _logger;
    private bool _outage;

    internal GroupCommit(DatabaseProduct product, WriterMeter meter, ILogger<GroupCommit> logger)
    {
        (_group, _hasOtherWriters, _meter, _logger) = (new WriteGroup(product), product.HasOtherWriters, meter, logger);
        meter.WatchQueue(() => _queue.Reader.Count);
    }

    /// <summary>Runs a write in the next group, and waits until it is durable. No other server runs one meanwhile.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="write">The statements. Runs alone: never wait in it for anything but the database.</param>
    /// <param name="cancellation">Gives up waiting in the queue; once the write has begun it is finished.</param>
    /// <returns>What the write yielded.</returns>
    /// <exception cref="UnknownOutcomeException">The connection broke during the commit.</exception>
    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> write, CancellationToken cancellation = default) =>
        EnqueueAsync(new PendingWrite<T>(write, takesTurn: true, cancellation), cancellation);

    /// <summary>
    /// The same for a write that changes nothing but rows of one job, one node or one user by conditional statements: it
    /// need not wait until other servers have written.
    /// </summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="write">The statements.</param>
    /// <param name="cancellation">Gives up waiting in the queue.</param>
    /// <returns>What the write yielded.</returns>
    public Task<T> WriteApartAsync<T>(Func<WriteScope, Task<T>> write, CancellationToken cancellation = default) =>
        EnqueueAsync(new PendingWrite<T>(write, takesTurn: false, cancellation), cancellation);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Drains to the end of the queue even while stopping: whoever waits for a commit gets one.
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var group = new List<PendingWrite>();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var pending)) group.Add(pending);
            if (_hasOtherWriters)
            {
                await CommitAsync(group.FindAll(write => !write.TakesTurn));
                group.RemoveAll(write => !write.TakesTurn);
            }

            await CommitAsync(group);
        }
    }

    private async Task<T> EnqueueAsync<T>(PendingWrite<T> pending, CancellationToken cancellation)
    {
        // Part of somebody's trace, or nothing: what the server does by itself all the time would be a trace each.
        using var span = Activity.Current is null ? null : ServerTelemetry.Source.StartActivity("write");
        var began = Stopwatch.GetTimestamp();
        await _queue.Writer.WriteAsync(pending, cancellation);
        try
        {
            return await pending.Task;
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            _meter.Told(began);
        }
    }

    private async Task CommitAsync(List<PendingWrite> writes)
    {
        if (writes.Count == 0 || await TryCommitAsync(writes, lastTry: false)) return;

        // One by one: each has then as few rows as can be, and a write that collides holds up no other.
        foreach (var write in writes)
        {
            for (var tries = 1; !await TryCommitAsync([write], lastTry: tries == MostTries); tries++)
            {
                // The database let the other server go first.
            }
        }
    }

    /// <summary>False when the group collided with another server's and nothing was committed; otherwise each caller was told.</summary>
    private async Task<bool> TryCommitAsync(List<PendingWrite> writes, bool lastTry)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var scopes = await _group.CommitAsync(writes);
            _meter.Ended(began, writes.Count, "committed");
            foreach (var scope in scopes) Follow(scope);
            foreach (var write in writes) write.Complete();
            if (_outage) LogAnswersAgain();
            _outage = false;
            return true;
        }
        catch (Exception error) when (!lastTry && DatabaseFaults.IsCollision(error))
        {
            _meter.Ended(began, writes.Count, "collided");
            LogCollision(writes.Count, DatabaseFaults.Reason(error));
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _meter.Ended(began, writes.Count, "failed");
            foreach (var write in writes) write.Fail(error);
            Tell(error);
            return true;
        }
    }

    /// <summary>What follows a commit may fail; the commit stands, and its callers must be told so.</summary>
    private void Follow(WriteScope scope)
    {
        foreach (var action in scope.Committed)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                LogFollowFailed(error);
            }
        }
    }

    private void Tell(Exception error)
    {
        if (!DatabaseFaults.IsUnavailable(error)) LogGroupFailed(error);
        else if (!_outage) LogUnavailable(DatabaseFaults.Reason(error));
        _outage |= DatabaseFaults.IsUnavailable(error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What should have followed a commit failed; the commit itself stands.")]
    private partial void LogFollowFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A group of writes could not be committed; each of them was told so.")]
    private partial void LogGroupFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer ({Reason}): writes are refused until it does.")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again.")]
    private partial void LogAnswersAgain();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} writes collided with another server's ({Reason}): they run again, one by one.")]
    private partial void LogCollision(int count, string reason);
}
