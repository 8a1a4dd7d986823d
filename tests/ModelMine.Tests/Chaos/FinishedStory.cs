using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Chaos;

/// <summary>A whole server on which two jobs ended, and what an honest outside would have written down of them.</summary>
public sealed class FinishedStory : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-finished-").FullName;
    private TestApp _app = null!;
    private TestUser _user = null!;
    private int _copies;

    public string Done { get; private set; } = "";

    public string Canceled { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage: StorageProduct.Sqlite);
        _user = await _app.CreateUserAsync();
        var node = await _app.CreateNodeAsync(_user);
        await node.Api.HeartbeatAsync(new HeartbeatRequest("s1", TestNode.Facts(2), new NodeMetrics { Cpu = 0, MemoryUsedMiB = 0, MemoryTotalMiB = 64_000, DiskFreeMiB = 1000, DiskTotalMiB = 1000 }, [], Draining: false), CancellationToken.None);
        Done = (await _user.Api.SubmitAsync(Job, "key of done")).Id;
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("s1", 1, 50_000, 5), CancellationToken.None)).Grants.Single();
        await node.Api.ReportAsync(grant.AttemptId, Results.Report(grant, 1, 0.5), CancellationToken.None);
        var bytes = new byte[40];
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await node.Api.AppendBlobAsync(digest, 0, bytes.Length, bytes, CancellationToken.None);
        var result = Results.Of(grant) with { WeightsDigest = digest };
        var signature = node.Key.Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, node.Id, grant.LeaseEpoch, result));
        await node.Api.CompleteAsync(grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, signature), CancellationToken.None);
        Canceled = (await _user.Api.SubmitAsync(Job, "key of canceled")).Id;
        await _user.Api.CancelAsync(Canceled);
    }

    /// <summary>The run, as it was.</summary>
    /// <param name="plant">Statements that change a copy of the database, so that it is not what the server says.</param>
    /// <param name="record">What the outside wrote down; the truth when left out.</param>
    internal async Task<FinishedRun> RunAsync(string plant = "", RunRecord? record = null)
    {
        var copy = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"copy{Interlocked.Increment(ref _copies)}.db"));
        await using (var database = await _app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync())
            await database.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
        if (plant.Length > 0) await ExecuteAsync(copy, plant.Replace("{done}", $"'{Done}'", StringComparison.Ordinal));
        return new FinishedRun(
            record ?? await HonestRecordAsync(),
            async cancellation => await OpenAsync(copy, cancellation),
            new Dictionary<string, UserApiClient> { ["ada"] = _user.Api });
    }

    /// <summary>What really happened.</summary>
    internal async Task<RunRecord> HonestRecordAsync()
    {
        var record = new RunRecord();
        record.Submits["key of done"] = new AcknowledgedSubmit("key of done", "ada", "{}", Done, DateTimeOffset.UnixEpoch);
        record.Submits["key of canceled"] = new AcknowledgedSubmit("key of canceled", "ada", "{}", Canceled, DateTimeOffset.UnixEpoch);
        record.Cancels.Enqueue(new AcknowledgedCancel(Canceled, "CANCELED", DateTimeOffset.UnixEpoch));
        record.Feeds.Enqueue(new WatchedFeed(Done, [1, 2, 3, 4], 2, "COMPLETED", SawTheEnd: true));
        var head = (await _user.Api.LedgerAsync()).Items[0];
        record.Heads.Enqueue(new SeenHead(0, BlockHash.Zero, DateTimeOffset.UnixEpoch));
        record.Heads.Enqueue(new SeenHead(head.Height, head.Hash, DateTimeOffset.UnixEpoch));
        return record;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static SubmitJobRequest Job => new() { Title = "A job", TokenStake = 10, Config = System.Text.Json.JsonElement.Parse(World.AnyConfig) };

    private static async Task<DbConnection> OpenAsync(string file, CancellationToken cancellation)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(cancellation);
        connection.CreateFunction("now_ms", () => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        return connection;
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = await OpenAsync(file, CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
