using System.Globalization;
using System.Net;
using ModelMine.Server.Shell.Ports;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Shell.Health;

/// <summary>
/// <c>ModelMine.Server health</c>: asks the server that runs with these settings on this machine whether it is ready. For the health
/// check of a container, which has no other program that could ask.
/// </summary>
internal static class HealthVerb
{
    public const string Name = "health";

    private const int NotReady = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the program was started for that.</summary>
    /// <param name="args">The words that it was started with.</param>
    public static bool IsMeant(string[] args) => args is [Name, ..];

    /// <summary>Asks.</summary>
    /// <param name="args">The words; settings may follow the verb.</param>
    /// <returns>The exit code: 0 when it is ready.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(Address(Settings(args[1..])));
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : NotReady;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(error is HttpRequestException ? error.Message : string.Create(CultureInfo.InvariantCulture, $"No answer within {Patience.TotalSeconds:0} s."));
            return NotReady;
        }
        catch (InvalidOperationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return SettingsCheck.ExitCode;
        }
    }

    /// <summary>Where to ask.</summary>
    /// <param name="configuration">The server's settings.</param>
    /// <exception cref="InvalidOperationException">They do not say it.</exception>
    internal static Uri Address(IConfiguration configuration)
    {
        var options = configuration.GetSection(ModelMineOptions.Section).Get<ModelMineOptions>() ?? new();
        if (options.ApiPort == 0) throw new InvalidOperationException("ModelMine:ApiPort is 0, a free port, which cannot be told from here. Give the server a port.");
        var address = ListeningPorts.Parse(options.BindAddress);
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) address = IPAddress.Loopback;
        return new UriBuilder(Uri.UriSchemeHttp, address.ToString(), options.ApiPort, "/health/ready").Uri;
    }

    /// <summary>From the same places as the server's own.</summary>
    private static IConfigurationRoot Settings(string[] flags) => new ConfigurationBuilder()
        .SetBasePath(Directory.GetCurrentDirectory()).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(flags).Build();
}
