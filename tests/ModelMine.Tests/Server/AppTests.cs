using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server;

/// <summary>Tests of the whole server that must hold on both database products: a class below this one has a nested class for each.</summary>
/// <param name="storage">The product.</param>
public abstract class AppTests(StorageProduct storage)
{
    private protected Task<TestApp> StartAppAsync(Dictionary<string, string>? settings = null, TimeProvider? time = null) =>
        TestApp.StartAsync(settings, time: time, storage: storage);
}
