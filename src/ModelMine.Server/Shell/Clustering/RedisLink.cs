using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>This server's own connection to Redis. It comes back by itself when Redis does.</summary>
/// <param name="settings">Where Redis is.</param>
internal sealed class RedisLink(IOptions<ClusterSettings> settings) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => ConnectionMultiplexer.ConnectAsync(settings.Value.RedisOptions()));

    public async Task<IDatabase> DatabaseAsync() => (await _connection.Value).GetDatabase();

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated) await (await _connection.Value).DisposeAsync();
    }
}
