using System.Globalization;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>Starts the server, and tells when it can serve.</summary>
internal static class ServerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<ChildProcess> StartAsync(UpOptions options, Surroundings surroundings, CancellationToken cancellationToken)
    {
        // A code that an earlier start left would be taken for a new one.
        File.Delete(options.JoinCodeFile);
        var child = ChildProcess.Start(
            "server", Path.Combine(options.LogFolder, "server.log"), ProductFiles.Server(surroundings), [], Variables(options));
        try
        {
            await WaitUntilReadyAsync(child, options, surroundings, cancellationToken);
            return child;
        }
        catch
        {
            await child.StopAsync(TimeSpan.FromSeconds(10), surroundings.Time);
            await child.DisposeAsync();
            throw;
        }
    }

    private static Dictionary<string, string> Variables(UpOptions options) => new()
    {
        ["ModelMine__DataFolder"] = options.DataFolder,
        ["ModelMine__WebPort"] = options.WebPort.ToString(CultureInfo.InvariantCulture),
        ["ModelMine__ApiPort"] = options.ApiPort.ToString(CultureInfo.InvariantCulture),
        ["ModelMine__LocalJoinCodeFile"] = options.JoinCodeFile,
        ["ModelMine__ParentPid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
    };

    private static async Task WaitUntilReadyAsync(ChildProcess child, UpOptions options, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(surroundings.NewHttpHandler()) { Timeout = TimeSpan.FromSeconds(5) };
        var ready = new Uri($"http://127.0.0.1:{options.ApiPort}/health/ready");
        var began = surroundings.Time.GetTimestamp();
        while (!await IsReadyAsync(http, ready, cancellationToken))
        {
            if (child.HasExited) throw Died(child);
            if (surroundings.Time.GetElapsedTime(began) > Patience)
            {
                throw new CliFailure(
                    ExitCode.Environment, $"The server was not ready within {Patience.TotalSeconds:0} s.", $"{LogFiles.Tail(child.LogFile)}\nLog: {child.LogFile}");
            }

            await Task.Delay(Interval, surroundings.Time, cancellationToken);
        }
    }

    public static CliFailure Died(ChildProcess child) => new(
        ExitCode.Environment, $"The server ended with exit code {child.ExitCode}.", $"{LogFiles.Tail(child.LogFile)}\nLog: {child.LogFile}");

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri ready, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(ready, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
