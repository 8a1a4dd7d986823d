using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server;

/// <summary>
/// One <see cref="TestApp"/> for all tests whose users do not get in each other's way. Test classes say
/// <c>[Collection(nameof(SharedApp))]</c> and take it in their constructor; they run one after the other.
/// </summary>
[CollectionDefinition(nameof(SharedApp))]
public class SharedApp : ICollectionFixture<SharedApp>, IAsyncLifetime
{
    private TestApp? _app;

    internal TestApp App => _app ?? throw new InvalidOperationException("The application is not started yet.");

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(new() { ["ModelMine:RateLimits:AuthPerMinute"] = "10000" }, storage: Storage);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
    }

    /// <summary>Which database it runs on; see <see cref="TestDatabase"/>.</summary>
    private protected virtual StorageProduct? Storage => null;
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class SharedPostgresApp : SharedApp
{
    private protected override StorageProduct? Storage => StorageProduct.Postgres;
}

/// <summary>Tests of this collection share one <see cref="SharedPostgresApp"/>.</summary>
[CollectionDefinition(nameof(SharedPostgresApp))]
public sealed class TestsThatSharePostgresApp : ICollectionFixture<SharedPostgresApp>;
