using Microsoft.EntityFrameworkCore.Diagnostics;
using ModelMine.Chaos.Sensitivity.Server;

[assembly: HostingStartup(typeof(LabFaults))]

namespace ModelMine.Chaos.Sensitivity.Server;

/// <summary>
/// Takes one guard away from a server that was built with <c>ModelMineLabFaults=true</c>, so that the lab can show that its checks
/// notice. No other build holds this code, or a word of it.
/// </summary>
internal sealed class LabFaults : IHostingStartup
{
    private const string Variable = "MODELMINE_LAB_WITHOUT";

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } guard) return;
        builder.ConfigureServices(services => services.AddSingleton<IDbCommandInterceptor>(new RemovedGuard(guard)));
    }
}
