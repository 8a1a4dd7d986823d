namespace ModelMine.Tests.Server;

/// <summary>
/// One <see cref="TestApp"/> for all tests whose users do not get in each other's way. Test classes say
/// <c>[Collection(nameof(SharedApp))]</c> and take it in their constructor; they run one after the other.
/// </summary>
[CollectionDefinition(nameof(SharedApp))]
public sealed class SharedApp : ICollectionFixture<SharedApp>, IAsyncLifetime
{
    private TestApp? _app;

    internal TestApp App => _app ?? throw new InvalidOperationException("The application is not started yet.");

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(new() { ["ModelMine:RateLimits:AuthPerMinute"] = "10000" });

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
