using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>
/// Sees that the table of servers outlives a Redis that forgets: keeps a copy of it as it stood, and puts it back when it is
/// gone. Where a server that started meanwhile has begun a new table, this one ends itself, to be started again and join that.
/// </summary>
internal sealed partial class MembershipKeeper(
    RedisLink redis, IMembershipTable table, ILocalSiloDetails self, IOptions<ClusterOptions> cluster, IOptions<RedisClusteringOptions> options,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<MembershipKeeper> logger) : BackgroundService
{
    /// <summary>Exit code of a server that has to be started again to be part of the cluster.</summary>
    public const int LeftOut = 5;

    private const int LongestLeftOut = 8;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly HashSet<SiloAddress> _known = [];
    private byte[]? _copy;
    private int _version = -1;
    private int _leftOut;

    /// <summary>Whether Redis did not answer the last look.</summary>
    public bool IsAway { get; private set; }

    /// <summary>What the process shall end with.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync()
    {
        var database = await redis.DatabaseAsync();
        var key = options.Value.CreateRedisKey(cluster.Value);
        var stands = await ReadAsync();
        if (stands is not null && stands.Version.Version >= _version && stands.Members.Any(member => member.Item1.SiloAddress.Equals(self.SiloAddress)))
        {
            _version = stands.Version.Version;
            _leftOut = 0;
            _known.UnionWith(stands.Members.Select(member => member.Item1.SiloAddress));
            _copy = await database.KeyDumpAsync(key) ?? _copy;
            return;
        }

        if (_copy is null) return;
        if (stands is null || stands.Members.All(member => _known.Contains(member.Item1.SiloAddress)))
        {
            await database.ExecuteAsync("RESTORE", key, 0, _copy, "REPLACE");
            LogRestored();
        }
        else if (++_leftOut >= LongestLeftOut)
        {
            LogLeftOut();
            ExitCode = LeftOut;
            lifetime.StopApplication();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync();
                if (IsAway) LogBack();
                IsAway = false;
            }
            catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
            {
                if (!IsAway) LogAway(error.Message);
                IsAway = true;
            }
        }
    }

    /// <summary>The table; null when there is none that could be read as one.</summary>
    private async Task<MembershipTableData?> ReadAsync()
    {
        try
        {
            return await table.ReadAllAsync();
        }
        catch (Exception error) when (error is not RedisException and not TimeoutException and not OutOfMemoryException
            && error is not RedisClusteringException { InnerException: RedisException or TimeoutException })
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer ({Reason}). Jobs go on; a server that dies or starts meanwhile is noticed late.")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis answers again.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis had lost the table of servers: it was put back as it stood.")]
    private partial void LogRestored();

    [LoggerMessage(Level = LogLevel.Critical, Message = "Redis lost the table of servers, and others have begun a new one without this server. It ends now, to be started again and join them.")]
    private partial void LogLeftOut();
}
