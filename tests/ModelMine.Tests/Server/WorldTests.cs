using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server;

/// <summary>Tests of rules that must hold on both database products: a class below this one has a nested class for each.</summary>
/// <param name="storage">The product that its worlds lie in.</param>
public abstract class WorldTests(StorageProduct storage)
{
    private protected Task<World> CreateWorldAsync(Action<ModelMineOptions>? configure = null, Action<UserLimitOptions>? limit = null) =>
        World.CreateAsync(configure, limit, storage);
}
