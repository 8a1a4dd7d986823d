using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell.Ports;

namespace ModelMine.Server.Shell.Protection;

internal static class LocalHosts
{
    /// <summary>
    /// On loopback, answers only to local names: else a web page whose name is made to point here (DNS rebinding) could
    /// call the API from its visitor's browser.
    /// </summary>
    public static void AddLocalHosts(this IServiceCollection services) =>
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<ModelMineOptions>, IConfiguration>((filter, options, configuration) =>
        {
            var address = ListeningPorts.Parse(options.Value.BindAddress);
            if (configuration["AllowedHosts"] is null && IPAddress.IsLoopback(address))
                filter.AllowedHosts = ["localhost", "*.localhost", "127.0.0.1", "[::1]", address.ToString()];
        });
}
