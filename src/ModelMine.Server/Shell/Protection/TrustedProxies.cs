using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Shell.Protection;

/// <summary>Load balancers whose word about who asks is believed: limits by address would else count all users as one.</summary>
internal static class TrustedProxies
{
    /// <summary>Believes them, and nobody else.</summary>
    public static void AddTrustedProxies(this IServiceCollection services)
    {
        services.AddSingleton<ISettingsRule>(new Rule());
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ModelMineOptions>>((forwarded, options) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in Words(options.Value).Select(Read).OfType<System.Net.IPNetwork>()) forwarded.KnownIPNetworks.Add(network);
            forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        });
    }

    private static string[] Words(ModelMineOptions options) =>
        options.TrustedProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static System.Net.IPNetwork? Read(string text) =>
        IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : null;

    private sealed class Rule : ISettingsRule
    {
        public IEnumerable<string> WhyNot(CheckedSettings settings) =>
            Words(settings.Of<ModelMineOptions>()).Where(word => Read(word) is null).Select(word =>
                $"{ModelMineOptions.Section}:{nameof(ModelMineOptions.TrustedProxies)} has “{word}”; it takes IP addresses and networks, such as 10.0.0.2 or 10.0.0.0/24.");
    }
}
