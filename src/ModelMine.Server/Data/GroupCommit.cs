using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

/// <summary>
/// The one writer of this server. Commits, not statements, are what a database is slow at: so writes queue up, and
/// whatever waits is committed as one transaction. Each write stands for itself: it sees the ones before it, and if it
/// throws, only its own statements are undone. A write's task completes after its commit is durable, or throws.
/// </summary>
public sealed partial class GroupCommit(IDbContextFactory<ModelMineDb> databases, ILogger<GroupCommit> logger) : BackgroundService
{
    private const int LargestGroup = 256;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Runs a write in the next group, and waits until it is durable.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="write">The statements. Runs alone: never wait in it for anything but the database.</param>
    /// <param name="cancellation">Gives up waiting in the queue; once the write has begun it is finished.</param>
    /// <returns>What the write yielded.</returns>
    public async Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> write, CancellationToken cancellation = default)
    {
        var pending = new PendingWrite<T>(write, cancellation);
        await _queue.Writer.WriteAsync(pending, cancellation);
        return await pending.Task;
    }

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
            try
            {
                await CommitGroupAsync();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                LogGroupFailed(error);
            }
        }
    }

    private async Task CommitGroupAsync()
    {
        var done = new List<PendingWrite>();
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            database.Database.AutoSavepointsEnabled = false;
            await using var transaction = await database.Database.BeginTransactionAsync();
            var scopes = new List<WriteScope>();
            while (done.Count < LargestGroup && _queue.Reader.TryRead(out var pending))
            {
                if (pending.GiveUpIfCanceled()) continue;
                done.Add(pending);
                var scope = new WriteScope(database);
                await transaction.CreateSavepointAsync("one_write");
                if (await pending.RunAsync(scope)) scopes.Add(scope);
                else await transaction.RollbackToSavepointAsync("one_write");
                await transaction.ReleaseSavepointAsync("one_write");
                database.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
            foreach (var scope in scopes) Follow(scope);
            foreach (var pending in done) pending.Complete();
        }
        catch (Exception error)
        {
            foreach (var pending in done) pending.Fail(error);
            throw;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "What should have followed a commit failed; the commit itself stands.")]
    private partial void LogFollowFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A group of writes could not be committed; each of them was told so.")]
    private partial void LogGroupFailed(Exception error);
}
